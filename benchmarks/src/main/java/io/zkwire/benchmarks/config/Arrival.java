package io.zkwire.benchmarks.config;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** When an expected value has arrived. Thread-safe; one value is expected at a time. */
final class Arrival {

  private final Semaphore there = new Semaphore(0);
  private volatile long expected = -1;
  private volatile long at;

  void expect(long value) {
    expected = value;
  }

  /** A value is there now. */
  void value(long value) {
    long now = System.nanoTime();
    if (value == expected) {
      expected = -1;
      at = now;
      there.release();
    }
  }

  /** Waits for the value and returns when it was there. */
  long await() throws InterruptedException {
    if (!there.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the value " + expected + " did not arrive");
    }
    return at;
  }
}
