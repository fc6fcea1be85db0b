package io.zkwire;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far one worker of a task is. Immutable.
 *
 * <pre>{@code
 * for (WorkerProgress worker : zk.progressBoard("import").now().workers()) {
 *   System.out.println(worker.worker() + " " + worker.state() + " " + worker.percent() + " %");
 * }
 * }</pre>
 *
 * @param worker its name
 * @param state whether it runs, or how it ended
 * @param done how many units are done
 * @param total how many there are, or 0 if that is not known
 * @param message what it says, or why it failed; may be empty
 * @param rate units a second, lately; 0 if that is not known, and for one that has ended
 * @param updated when ZooKeeper took over what is shown, by the server's clock
 * @param host its host; empty if that is not known
 * @param pid its process; 0 if that is not known
 */
public record WorkerProgress(
    String worker,
    State state,
    long done,
    long total,
    String message,
    double rate,
    Instant updated,
    String host,
    long pid) {

  /** How a worker is. */
  public enum State {
    /** Its node stands: it lives, and has not ended. */
    RUNNING,
    /** It has ended well. */
    DONE,
    /** It has ended, and says why it did not end well. */
    FAILED,
    /** Its node vanished before it had ended: its session is over. */
    DIED
  }

  /** How much of it is done in percent, rounded down, 0 to 100; -1 if the total is not known. */
  public int percent() {
    return percent(done, total);
  }

  /** How long it will take at this rate, or null if that is not known or it does not run. */
  public @Nullable Duration timeLeft() {
    return state == State.RUNNING ? timeLeft(done, total, rate) : null;
  }

  /** Such as {@code a: 42 %, died}. */
  @Override
  public String toString() {
    return worker
        + ": "
        + (total > 0 ? percent() + " %, " : done + " units, ")
        + state.name().toLowerCase(Locale.ROOT)
        + (message.isEmpty() ? "" : " (" + message + ")");
  }

  static int percent(long done, long total) {
    return total <= 0 ? -1 : (int) Math.max(0, Math.min(100, Math.floor(100.0 * done / total)));
  }

  static @Nullable Duration timeLeft(long done, long total, double rate) {
    double seconds = Math.max(0, total - done) / rate;
    return total > 0 && rate > 0 && seconds < 1e9
        ? Duration.ofMillis((long) (seconds * 1e3))
        : null;
  }
}
