package io.zkwire.runtime;

import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several guards of one method, asked one after the other, left in reverse. Thread-safe. */
final class GuardChain implements Guard {

  /**
   * One of them.
   *
   * @param guard the guard
   * @param places how many of the arguments are its own
   */
  record Link(Guard guard, int places) {}

  /** Who refused last, until the call has asked why. */
  private static final ThreadLocal<@Nullable Guard> REFUSED = new ThreadLocal<>();

  private final List<Link> links;

  GuardChain(List<Link> links) {
    this.links = List.copyOf(links);
  }

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    List<Passage> entered = new ArrayList<>(links.size());
    boolean through = false;
    int at = 0;
    try {
      for (Link link : links) {
        Object[] own = Arrays.copyOfRange(arguments, at, at + link.places());
        at += link.places();
        Passage passage = link.guard().enter(own);
        if (passage == null) {
          REFUSED.set(link.guard());
          return null;
        }
        entered.add(passage);
      }
      through = true;
      return new Entered(entered);
    } finally {
      if (!through) {
        leave(entered);
      }
    }
  }

  /** Leave of all of them. */
  private record Entered(List<Passage> passages) implements Passage {
    @Override
    public void leave() {
      GuardChain.leave(passages);
    }

    @Override
    public void accept(Throwable thrown) {
      for (int i = passages.size() - 1; i >= 0; i--) {
        passages.get(i).accept(thrown);
      }
    }
  }

  private static void leave(List<Passage> entered) {
    for (int i = entered.size() - 1; i >= 0; i--) {
      entered.get(i).leave();
    }
  }

  /** What the guard says that was the last to refuse this thread. */
  @Override
  public RuntimeException refusal() {
    Guard last = REFUSED.get();
    REFUSED.remove();
    return (last != null ? last : links.get(0).guard()).refusal();
  }

  /** Calls run on if none of the guards was one that refuses. */
  @Override
  public @Nullable Guard afterwards() {
    List<Link> then = new ArrayList<>(links.size());
    for (Link link : links) {
      Guard guard = link.guard().afterwards();
      if (guard == null) {
        return null;
      }
      then.add(new Link(guard, link.places()));
    }
    return new GuardChain(then);
  }
}
