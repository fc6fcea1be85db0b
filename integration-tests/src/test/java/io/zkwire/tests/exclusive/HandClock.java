package io.zkwire.tests.exclusive;

import io.zkwire.runtime.ZkClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that stand still until a test moves them by hand. */
final class HandClock implements ZkClock {

  private final AtomicLong nanos = new AtomicLong(System.nanoTime());

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }

  void step(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
