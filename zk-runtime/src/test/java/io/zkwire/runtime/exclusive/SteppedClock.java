package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.ZkClock;
import java.time.Duration;
import java.time.Instant;

/** Clocks that a test steps, each on its own. */
final class SteppedClock implements ZkClock {

  private volatile long nanos = Long.MAX_VALUE - 1_000; // wraps soon, as nanoTime may
  private volatile long millis = 1_700_000_000_000L;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(millis);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread steps
  void monotonic(Duration by) {
    nanos += by.toNanos();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread steps
  void wall(Duration by) {
    millis += by.toMillis();
  }
}
