package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who works on items of one queue in this process. Guarded by the lock of the {@link Taker}. */
final class Crew {

  private static final long ASK_AGAIN_MILLIS = 500;

  private final Session session;
  private final Runnable askAgain;
  private final List<Consumer> all = new ArrayList<>();
  private int next;
  private volatile boolean asks;

  /**
   * Nobody yet.
   *
   * @param askAgain called a while after one was not ready
   */
  Crew(Session session, Runnable askAgain) {
    this.session = session;
    this.askAgain = askAgain;
  }

  void add(Consumer consumer) {
    all.add(consumer);
  }

  void remove(Consumer consumer) {
    all.remove(consumer);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** One that could work on an item now, by turns; null if none could. */
  @Nullable Consumer free() {
    for (int i = 0; i < all.size(); i++) {
      Consumer each = all.get((next + i) % all.size());
      if (each.free() > 0 && readyOrLater(each)) {
        next = (next + i + 1) % all.size();
        return each;
      }
    }
    return null;
  }

  /** On how many items they could work now. */
  int slots() {
    return all.stream().filter(Consumer::ready).mapToInt(Consumer::free).sum();
  }

  private boolean readyOrLater(Consumer consumer) {
    boolean ready = consumer.ready();
    if (!ready && !asks) {
      asks = true;
      session.later(
          () -> {
            asks = false;
            askAgain.run();
          },
          ASK_AGAIN_MILLIS,
          TimeUnit.MILLISECONDS);
    }
    return ready;
  }
}
