package io.zkwire.benchmarks.costs;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what others do. */
final class Awaited {

  private static final int SECONDS = 60;

  private Awaited() {}

  static void one(Semaphore signals) throws InterruptedException {
    if (!signals.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not happen");
    }
  }

  static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("it did not happen");
      }
      Thread.sleep(5);
    }
  }
}
