package io.zkwire.console.web;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read a moment ago, for all who ask: however many do, it is read once in that time.
 * Thread-safe.
 *
 * @param <T> what is read
 */
final class Moment<T> {

  private final Supplier<T> reading;
  private final long age;
  private @Nullable T last;
  private long readAt;
  private volatile long askedAt = Long.MIN_VALUE;

  Moment(Duration age, Supplier<T> reading) {
    this.age = age.toNanos();
    this.reading = reading;
  }

  /** What was read, or is read now. */
  T get() {
    askedAt = System.nanoTime();
    return read();
  }

  private synchronized T read() {
    T known = last;
    if (known == null || System.nanoTime() - readAt > age) {
      known = reading.get();
      last = known;
      readAt = System.nanoTime();
    }
    return known;
  }

  /** Whether somebody has asked of late. */
  boolean wanted(Duration within) {
    return askedAt != Long.MIN_VALUE && System.nanoTime() - askedAt < within.toNanos();
  }

  /** Reads again where it is old; says whether it is another one than before. */
  synchronized boolean changed() {
    T before = last;
    return !read().equals(before) && before != null;
  }

  /** Forgets it, since somebody has just changed it. */
  synchronized void forget() {
    last = null;
  }
}
