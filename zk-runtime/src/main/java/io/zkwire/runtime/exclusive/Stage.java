package io.zkwire.runtime.exclusive;

import org.jspecify.annotations.Nullable;

/**
 * How far one candidacy is, and its node. Its lock, the object itself, is the one that guards what
 * all parts of the candidacy remember. Thread-safe.
 */
final class Stage {

  /** From the first to the last, where nothing fails. */
  enum Phase {
    /** Nothing was sent yet. */
    NEW,
    /** The create is under way. */
    ARRIVING,
    /** The connection was lost while the create was under way. */
    UNKNOWN,
    STANDING,
    GRANTED,
    /** The guard is closed, the node still to be deleted. */
    LEAVING,
    ENDED
  }

  /** What an event means, decided under the lock. */
  @FunctionalInterface
  interface Step {
    /** Returns what follows from it outside. */
    Runnable take();
  }

  private Phase phase = Phase.NEW;
  private @Nullable String node;
  private long czxid;

  /** Takes a step under the lock, and what follows from it outside. */
  void step(Step step) {
    Runnable then;
    synchronized (this) {
      then = step.take();
    }
    then.run();
  }

  /** Nothing follows. */
  static void nothing() {}

  synchronized Phase phase() {
    return phase;
  }

  synchronized boolean is(Phase wanted) {
    return phase == wanted;
  }

  synchronized void become(Phase next) {
    phase = next;
  }

  /** The node is known to have been made. */
  synchronized void made(String path, long zxid) {
    node = path;
    czxid = zxid;
  }

  /** The node, standing or gone; null if it is not known to have been made. */
  synchronized @Nullable String node() {
    return node;
  }

  /** The node while it stands in line or holds, else null. */
  synchronized @Nullable String standing() {
    return phase == Phase.STANDING || phase == Phase.GRANTED ? node : null;
  }

  /** The transaction that made the node. */
  synchronized long czxid() {
    return czxid;
  }
}
