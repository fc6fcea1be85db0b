package io.zkwire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A configuration value that follows ZooKeeper, for readers who want its version, its source or
 * listeners beside the value itself. Thread-safe.
 *
 * <pre>{@code
 * @ZkConfig("limits") private Live<Limits> limits = Live.of(new Limits(10));
 * }</pre>
 *
 * <p>The field is set once, when the object is bound; its initialiser, made with {@link #of},
 * carries the default. After the binding is closed the handle keeps its last value.
 *
 * @param <T> the type of the value
 */
public interface Live<T extends @Nullable Object> {

  /**
   * The value now. One volatile read: no lock, no request, no allocation.
   *
   * @return the value, or null where the key is absent and the default is null
   */
  T get();

  /** The value with its version and source, taken together. */
  Versioned<T> current();

  /**
   * Whether the value may be out of date: ZooKeeper cannot be reached at the moment, or the value
   * comes from the snapshot directory.
   */
  boolean stale();

  /**
   * Calls a listener after each change. Listeners of one object run one at a time, on the runtime's
   * threads, after the value is set; one that throws is logged and does not hold up the others.
   *
   * @param listener called after each change, never for the first value
   * @return closes the listener
   */
  Registration onChange(Consumer<? super ConfigChange<T>> listener);

  /**
   * A value that follows nothing: the default of a field, or a stand-in for a test.
   *
   * @param value what {@link #get()} returns
   * @param <T> the type of the value
   * @return a handle that never changes
   */
  static <T extends @Nullable Object> Live<T> of(T value) {
    return new FixedLive<>(new Versioned<>(value, 0, Source.DEFAULT, false));
  }
}
