package io.zkwire.tests.id;

import io.zkwire.runtime.ZkClock;
import java.time.Duration;
import java.time.Instant;

/** The clocks of the machine; the wall clock can be set. */
final class WallClock implements ZkClock {

  private volatile Duration shift = Duration.ZERO;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now().plus(shift);
  }

  void set(Duration away) {
    shift = away;
  }
}
