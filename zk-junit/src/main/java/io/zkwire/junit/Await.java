package io.zkwire.junit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is so, looking every few milliseconds, for a bounded time. */
final class Await {
  private static final long BETWEEN_LOOKS = Duration.ofMillis(5).toNanos();

  private Await() {}

  /**
   * Waits; throws with the given words if it is not so in time, or if the thread is interrupted.
   */
  static void until(String what, Duration atMost, BooleanSupplier condition) {
    if (!isSo(atMost, condition)) {
      String why =
          Thread.currentThread().isInterrupted()
              ? "interrupted"
              : "not within " + Texts.show(atMost);
      throw new IllegalStateException("Waited until " + what + ": " + why);
    }
  }

  /**
   * Waits; tells whether it became so. False at once, with the flag still set, when the thread is
   * interrupted.
   */
  static boolean isSo(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    return true;
  }
}
