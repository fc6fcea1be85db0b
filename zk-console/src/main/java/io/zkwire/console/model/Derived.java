package io.zkwire.console.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from other data, once until those change. What was begun before a change is
 * given to who asked for it, but never kept. Thread-safe.
 *
 * @param <T> what is computed
 */
final class Derived<T> {

  private final Supplier<T> computing;
  private @Nullable T known;
  private long changes;

  Derived(Supplier<T> computing) {
    this.computing = computing;
  }

  T get() {
    long before;
    synchronized (this) {
      if (known != null) {
        return known;
      }
      before = changes;
    }
    T computed = computing.get();
    synchronized (this) {
      if (changes == before) {
        known = computed;
      }
    }
    return computed;
  }

  /** What it is computed from has changed. */
  synchronized void forget() {
    changes++;
    known = null;
  }
}
