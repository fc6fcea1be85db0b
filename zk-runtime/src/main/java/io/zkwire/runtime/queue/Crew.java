package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
    return first(consumer -> consumer.free() > 0);
  }

  /** One that may claim an item before it has time for it, by turns; null if none may. */
  @Nullable Consumer ahead(StoredItem item) {
    return first(consumer -> consumer.mayClaimAhead(item));
  }

  private @Nullable Consumer first(Predicate<Consumer> fits) {
    for (int i = 0; i < all.size(); i++) {
      Consumer each = all.get((next + i) % all.size());
      if (fits.test(each) && readyOrLater(each)) {
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

  /** How many items they may claim ahead. */
  int ahead() {
    return all.stream().mapToInt(Consumer::ahead).sum();
  }

  /** All of them. */
  List<Consumer> all() {
    return List.copyOf(all);
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
