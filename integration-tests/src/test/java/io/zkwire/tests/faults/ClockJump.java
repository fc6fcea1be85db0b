package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The holder's wall clock is set an hour forward or back while it is cut off: at the cut, or when
 * it says that the connection is suspended.
 */
final class ClockJump extends GroupRow {
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long EXACT_TO_MILLIS = 60_000;
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(4);

  ClockJump() {
    super("clock", 50);
  }

  @Override
  Optional<String> leftOut(Machine machine) {
    return machine.faketime().isPresent()
        ? Optional.empty()
        : Optional.of("libfaketime is not installed");
  }

  @Override
  boolean movesClocks() {
    return true;
  }

  @Override
  boolean stockFails(Kind kind) {
    return kind.isLock();
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    long jump = trial.isOdd() ? -HOUR_MILLIS : HOUR_MILLIS;
    boolean whenSuspended = trial.number() / 2 % 2 == 0;
    trial.phase();
    int mark = holder.mark();
    holder.site().cut();
    long cut = System.nanoTime();
    if (whenSuspended) {
      Poll.until("it is suspended", Group.SOON, () -> state(holder, mark, "SUSPENDED") > 0);
    }
    holder.moveClock(jump);
    Poll.until("the clock is moved", SEEN_WITHIN, () -> isAt(holder, jump));
    measureNext(group, trial, holder, cut);
    Poll.untilMoment(cut + group.setting().session().multipliedBy(3).toNanos());
    holder.site().heal();
    Partition.stopped(group, trial, holder, mark, cut);
    if (whenSuspended && !group.kind().ours) {
      Poll.until("it knows that its session is lost", Group.SOON, () -> knows(holder, mark));
      long after = state(holder, mark, "LOST") - state(holder, mark, "SUSPENDED");
      trial.note("LOST %d ms after SUSPENDED".formatted(TimeUnit.NANOSECONDS.toMillis(after)));
      trial.atMost("LOST after SUSPENDED", after, Setting.T.plusMillis(500));
    }
    holder.moveClock(0);
    Poll.until("the clock is moved back", SEEN_WITHIN, () -> isAt(holder, 0));
    group.settle(holder);
    group.awaitStanding(holder);
  }

  private static boolean knows(Worker worker, int mark) {
    return state(worker, mark, "LOST") > 0;
  }

  private static long state(Worker worker, int mark, String name) {
    List<Worker.Event> states = worker.since(mark, "state");
    return states.stream()
        .filter(e -> e.details().contains(name))
        .mapToLong(Worker.Event::nanos)
        .findFirst()
        .orElse(0);
  }

  /** Whether a clock is so far off the true time. */
  static boolean isAt(Worker worker, long shift) {
    long off = Long.parseLong(worker.tell("wall")) - System.currentTimeMillis();
    return Math.abs(off - shift) < EXACT_TO_MILLIS;
  }
}
