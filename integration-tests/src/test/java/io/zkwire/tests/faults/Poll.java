package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting, with a bound, for what no event tells. */
final class Poll {
  private static final long STEP_NANOS = 10_000_000;

  private Poll() {}

  /**
   * Waits until something is so.
   *
   * @throws RoundFailure if it is not in time
   */
  static void until(String what, Duration atMost, BooleanSupplier condition) {
    if (!isSo(atMost, condition)) {
      throw new RoundFailure("not within " + atMost.toMillis() + " ms: " + what);
    }
  }

  /** Whether something becomes so in time. */
  static boolean isSo(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    return true;
  }

  /** Lets a time pass in which nothing shall happen but the fault itself. */
  static void pass(Duration time) {
    isSo(time, () -> false);
  }

  /** Waits until a moment of {@link System#nanoTime}. */
  static void untilMoment(long nanos) {
    pass(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
  }
}
