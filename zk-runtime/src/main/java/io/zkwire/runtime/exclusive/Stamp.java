package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.ZkClock;

/**
 * What the clocks said before a request was sent: a grant that the request renews is valid from
 * then, not from the answer. Immutable.
 *
 * @param nanos the monotonic clock
 * @param millis the wall clock
 */
record Stamp(long nanos, long millis) {

  static Stamp of(ZkClock clock) {
    return new Stamp(clock.nanoTime(), clock.millis());
  }
}
