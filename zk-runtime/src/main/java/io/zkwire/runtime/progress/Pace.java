package io.zkwire.runtime.progress;

import java.util.concurrent.TimeUnit;

/** When the runs of one worker may write: they share one second. Thread-safe. */
final class Pace {

  static final long APART = TimeUnit.SECONDS.toNanos(1);

  private boolean written;
  private long last;

  /** Something was written now. */
  synchronized void wrote(long now) {
    written = true;
    last = now;
  }

  /** How long the next one waits, in nanoseconds. */
  synchronized long left(long now) {
    return written ? Math.max(0, last + APART - now) : 0;
  }
}
