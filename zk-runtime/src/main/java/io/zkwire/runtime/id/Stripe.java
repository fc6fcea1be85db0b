package io.zkwire.runtime.id;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers that many threads share: those that ask seldom, and all virtual ones. A thread asks the
 * same stripe each time, so that its numbers rise. Thread-safe.
 */
final class Stripe {

  private static final int SMALLEST = 8;
  private static final int LARGEST = 256;

  private final Blocks blocks;
  private final ReentrantLock lock = new ReentrantLock();
  private int size = SMALLEST;
  private volatile Share share = new Share(new Slice(0, 0), 0);

  Stripe(Blocks blocks) {
    this.blocks = blocks;
  }

  /** A slice under a cursor. */
  private static final class Share {
    final AtomicLong cursor;
    final long end;
    final int era;

    Share(Slice slice, int era) {
      this.cursor = new AtomicLong(slice.from());
      this.end = slice.to();
      this.era = era;
    }
  }

  long next() {
    while (true) {
      Share present = share;
      if (present.era == blocks.era() && present.cursor.get() < present.end) {
        long number = present.cursor.getAndIncrement();
        if (number < present.end) {
          return number;
        }
      }
      if (!refill(present)) {
        blocks.more(); // not under the lock: many may wait, and all shall go on at once
      }
    }
  }

  /** Takes more numbers, unless somebody else did; false if there are none now. */
  private boolean refill(Share used) {
    lock.lock();
    try {
      if (share != used) {
        return true;
      }
      int era = blocks.era();
      Slice slice = blocks.tryCut(size);
      if (slice == null) {
        return false;
      }
      share = new Share(slice, era);
      size = Math.min(LARGEST, size * 2);
      return true;
    } finally {
      lock.unlock();
    }
  }
}
