package io.zkwire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The value of {@link Live#of}. */
record FixedLive<T extends @Nullable Object>(Versioned<T> current) implements Live<T> {

  @Override
  public T get() {
    return current.value();
  }

  @Override
  public boolean stale() {
    return false;
  }

  @Override
  public Registration onChange(Consumer<? super ConfigChange<T>> listener) {
    return () -> {};
  }
}
