package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.util.concurrent.TimeUnit;

/**
 * What a worker of a lock shall do, told by one thread and done by another: a lock is taken and
 * released by the thread that works. Whoever tells waits until it is done.
 */
final class Contention {
  private static final long SECTION_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long DONE_WITHIN = TimeUnit.SECONDS.toNanos(10);

  private boolean wanted;
  private boolean ended;
  private volatile boolean mustGo;
  private boolean inside;
  private Thread waiter;

  /** A blocking call that takes a lock. */
  interface Taking {
    void take() throws Exception;
  }

  synchronized void want(boolean stands) {
    wanted = stands;
    if (stands) {
      notifyAll();
    } else {
      giveUp();
    }
  }

  /** Makes the working thread release, and waits until it has. */
  synchronized void giveUp() {
    mustGo = true;
    if (waiter != null) {
      waiter.interrupt();
    }
    long deadline = System.nanoTime() + DONE_WITHIN;
    try {
      while (inside && System.nanoTime() < deadline) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mustGo = false;
  }

  synchronized void end() {
    ended = true;
    mustGo = true;
    notifyAll();
  }

  /** Blocks until the lock is wanted. */
  synchronized void awaitWanted() throws InterruptedException {
    while (!wanted && !ended) {
      wait();
    }
    if (ended) {
      throw new InterruptedException("closed");
    }
    inside = true;
  }

  /** Takes the lock, so that it can be called off. */
  void waiting(Taking taking) throws Exception {
    synchronized (this) {
      if (mustGo) {
        done();
        throw new InterruptedException("called off");
      }
      waiter = Thread.currentThread();
    }
    boolean taken = false;
    try {
      taking.take();
      taken = true;
    } finally {
      synchronized (this) {
        waiter = null;
        Thread.interrupted(); // called off: that is known by now
        if (!taken) {
          done();
        }
      }
    }
  }

  /** Whether a section goes on. */
  boolean goesOn(long begun, Style style) {
    long took = System.nanoTime() - begun;
    return switch (style) {
      case LONG -> !mustGo;
      case SHORT -> !mustGo && took < SECTION_NANOS;
      case CALLS -> took < Recorder.CALL_NANOS; // a call runs to its end
    };
  }

  /** Nothing is held any more. */
  synchronized void done() {
    inside = false;
    notifyAll();
  }
}
