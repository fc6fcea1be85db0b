package io.zkwire.runtime.id;

import java.lang.ref.WeakReference;

/**
 * What one platform thread may give. All but the thread itself only ask whose it is, so that it may
 * be reached without any synchronisation. It does not keep its thread alive.
 */
final class OwnSlice extends WeakReference<Thread> {

  // Two of them never lie in one line of a cache, wherever the collector puts them.
  long p0, p1, p2, p3, p4, p5, p6, p7;

  /** The next number, below {@link #end}. */
  long next;

  /** Behind the last number. */
  long end;

  /** How many numbers the thread has taken so far. */
  long taken;

  /** The era of the blocks that it was cut from. */
  int era;

  OwnSlice(Thread thread) {
    super(thread);
  }
}
