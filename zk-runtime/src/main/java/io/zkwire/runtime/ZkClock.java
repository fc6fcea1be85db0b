package io.zkwire.runtime;

import java.time.Instant;

/**
 * The clocks that the runtime reads; an interface so that a test can step them. Thread-safe.
 *
 * <pre>{@code
 * ZkClock clock = ZkClock.system();
 * long begin = clock.nanoTime();
 * System.out.println(clock.now() + ", " + (clock.nanoTime() - begin) + " ns");
 * }</pre>
 */
public interface ZkClock {

  /** A monotonic time in nanoseconds, as {@link System#nanoTime()}. All decisions use this one. */
  long nanoTime();

  /** The wall clock, for what people read. */
  Instant now();

  /** The wall clock in milliseconds since 1970, without an allocation. */
  default long millis() {
    return now().toEpochMilli();
  }

  /** The clocks of the machine. */
  static ZkClock system() {
    return SystemClock.INSTANCE;
  }
}
