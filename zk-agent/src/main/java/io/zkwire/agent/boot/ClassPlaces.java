package io.zkwire.agent.boot;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The places of one class, by their numbers. It lives as long as its class. Thread-safe. */
public final class ClassPlaces {

  private volatile @Nullable GuardPlace[] guards = {};
  private volatile @Nullable ReadPlace[] reads = {};
  private volatile @Nullable Consumer<Object> made;
  private volatile @Nullable Object kept;
  private boolean announcing;
  volatile boolean announced;

  ClassPlaces() {}

  /**
   * Tells whoever waits for classes of this one, once. Other threads wait until that is done: no
   * call passes a guard that is just being put there.
   */
  synchronized void announce(Class<?> type) {
    BiConsumer<Class<?>, Object> told = Dispatcher.linked;
    if (!announced && !announcing && told != null) {
      announcing = true;
      try {
        told.accept(type, this);
      } finally {
        announcing = false;
      }
      announced = true;
    }
  }

  /**
   * The place of a guarded method.
   *
   * @param site its number
   */
  public GuardPlace guard(int site) {
    @Nullable GuardPlace[] known = guards;
    GuardPlace place = site < known.length ? known[site] : null;
    return place != null ? place : newGuard(site);
  }

  private synchronized GuardPlace newGuard(int site) {
    @Nullable GuardPlace[] all = Arrays.copyOf(guards, Math.max(guards.length, site + 1));
    GuardPlace place = all[site];
    if (place == null) {
      place = new GuardPlace();
      all[site] = place;
      guards = all;
    }
    return place;
  }

  /**
   * The place of a filtered field.
   *
   * @param site its number
   */
  public ReadPlace read(int site) {
    @Nullable ReadPlace[] known = reads;
    ReadPlace place = site < known.length ? known[site] : null;
    return place != null ? place : newRead(site);
  }

  private synchronized ReadPlace newRead(int site) {
    @Nullable ReadPlace[] all = Arrays.copyOf(reads, Math.max(reads.length, site + 1));
    ReadPlace place = all[site];
    if (place == null) {
      place = new ReadPlace();
      all[site] = place;
      reads = all;
    }
    return place;
  }

  /**
   * Who is told of new objects.
   *
   * @param told is told at the end of the constructor, or null for nobody
   */
  public void onMade(@Nullable Consumer<Object> told) {
    made = told;
  }

  /**
   * Keeps something as long as the class is there, and nobody else keeps it: values of its own
   * types would keep its loader from being collected anywhere but here.
   *
   * @param something of the agent
   */
  public void keep(Object something) {
    kept = something;
  }

  /** What is kept, or null. */
  public @Nullable Object kept() {
    return kept;
  }

  /** Whoever waits for classes is told of this one again. */
  public synchronized void expect() {
    announced = false;
  }

  /** As before the agent came: calls run, reads see what stands there. */
  public synchronized void reset() {
    announced = false;
    made = null;
    kept = null;
    for (GuardPlace place : guards) {
      if (place != null) {
        place.ask(null, null);
      }
    }
    for (ReadPlace place : reads) {
      if (place != null) {
        place.restore();
      }
    }
  }

  void tellMade(Object object) {
    Consumer<Object> told = made;
    if (told != null) {
      told.accept(object);
    }
  }
}
