package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import io.zkwire.tests.faults.Subject.Style;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes down when a worker works, and tells the harness when it begins and when it no longer may.
 * Used by the worker's one working thread.
 */
final class Recorder {
  /** About two thousand observations a second. */
  private static final long PACE = 400_000;

  /** How long a call takes, where calls are long. */
  static final long CALL_NANOS = 200_000_000;

  private final WorkLog log;
  private final Events events;
  private Observation last;

  Recorder(WorkLog log, Events events) {
    this.log = log;
    this.events = events;
  }

  /**
   * It may work.
   *
   * @param before the clock before it asked
   * @param czxid the first part of the token
   * @param local the second part of the token
   */
  void works(long before, long czxid, long local) {
    Observation seen = new Observation(before, System.nanoTime(), czxid, local);
    log.append(seen);
    if (last == null || !last.sameToken(seen)) {
      events.send(
          "gain", Long.toString(seen.after()), Long.toHexString(czxid), Long.toString(local));
    }
    last = seen;
    LockSupport.parkNanos(PACE);
  }

  /** Works as a guarded call does: once, or for 200 ms whatever happens meanwhile. */
  void call(long before, FencingToken token, Style style) {
    long tick = before;
    do {
      works(tick, token.czxid(), token.local());
      tick = System.nanoTime();
    } while (style == Style.CALLS && tick - before < CALL_NANOS);
  }

  /**
   * It may not, or no longer.
   *
   * @param why in one word
   */
  void idles(String why) {
    if (last != null) {
      events.send("drop", Long.toString(last.before()), why.toLowerCase(Locale.ROOT));
      last = null;
    }
    LockSupport.parkNanos(PACE);
  }
}
