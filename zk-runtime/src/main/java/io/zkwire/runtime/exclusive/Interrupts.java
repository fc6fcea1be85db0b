package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.spi.Passage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls inside a grant whose threads asked to be interrupted when it is lost. Thread-safe. */
final class Interrupts {

  private final Set<Inside> inside = ConcurrentHashMap.newKeySet();

  /** Notes that this thread goes inside. */
  Passage inside(Passage passage) {
    Inside call = new Inside(passage, Thread.currentThread());
    inside.add(call);
    return call;
  }

  /** Interrupts each thread that is inside, once. */
  void all() {
    inside.forEach(Inside::interrupt);
  }

  /** One call. Compared by identity. */
  private final class Inside implements Passage {
    private final Passage passage;
    private final Thread thread;
    private boolean left;
    private boolean interrupted;

    Inside(Passage passage, Thread thread) {
      this.passage = passage;
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!left && !interrupted) {
        interrupted = true;
        thread.interrupt();
      }
    }

    /** An interrupt that the call has not seen is not left to whatever the thread does next. */
    @Override
    public void leave() {
      synchronized (this) {
        left = true;
        if (interrupted) {
          Thread.interrupted();
        }
      }
      inside.remove(this);
      passage.leave();
    }
  }
}
