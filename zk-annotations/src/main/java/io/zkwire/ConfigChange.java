package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * One change of a configuration value. Immutable.
 *
 * <pre>{@code
 * @OnConfigChange("report/interval")
 * void changed(ConfigChange<Duration> change) {
 *   System.out.println(change.oldValue() + " -> " + change.newValue());
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 * @param key the key as the annotation or the call gave it, placeholders replaced
 * @param before the value that was replaced, with its origin
 * @param now the value that holds from now on, with its origin
 */
public record ConfigChange<T extends @Nullable Object>(
    String key, Versioned<T> before, Versioned<T> now) {

  /** The value that was replaced; null where that was a null default. */
  public T oldValue() {
    return before.value();
  }

  /** The value that holds from now on; null where a null default came back. */
  public T newValue() {
    return now.value();
  }
}
