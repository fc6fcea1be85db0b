package io.zkwire.runtime;

import java.time.Instant;

/** The clocks of the machine. */
enum SystemClock implements ZkClock {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }
}
