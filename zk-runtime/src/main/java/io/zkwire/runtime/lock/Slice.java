package io.zkwire.runtime.lock;

import io.zkwire.runtime.ZkClock;
import java.util.concurrent.TimeUnit;

/**
 * For how long one node is passed on inside the process, before others have their turn. Called
 * under the lock of its line.
 */
final class Slice {

  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ZkClock clock;
  private final boolean handover;
  private long passed;
  private long ends;
  private boolean asking;
  private boolean full;

  /**
   * None yet.
   *
   * @param clock times it
   * @param handover whether an exclusive node is passed on at all
   */
  Slice(ZkClock clock, boolean handover) {
    this.clock = clock;
    this.handover = handover;
  }

  /** A new node stands. */
  void renew() {
    passed = 0;
    full = false;
  }

  /** Whether nobody has had the node yet. */
  boolean untouched() {
    return passed == 0;
  }

  /** Whether the node may be given to one more. */
  boolean fresh(boolean shared) {
    return untouched() || ((shared || handover) && clock.nanoTime() - ends < 0);
  }

  /** The node is given to one more; returns how many had it before. */
  long pass() {
    if (untouched()) {
      ends = clock.nanoTime() + NANOS;
    }
    return passed++;
  }

  /** Whether it is to be asked now if others wait; not while that is asked, or known. */
  boolean ask() {
    if (asking || full) {
      return false;
    }
    asking = true;
    return true;
  }

  /** The question is answered, perhaps for a node of before. */
  void answered() {
    asking = false;
  }

  /** Another slice, unless others wait for the node to go. */
  void extend(boolean othersWait) {
    full = othersWait;
    ends = clock.nanoTime() + (othersWait ? 0 : NANOS);
  }
}
