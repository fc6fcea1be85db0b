package io.zkwire.runtime.spi;

import io.zkwire.Live;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration value goes.
 *
 * @param <B> the class
 * @param <V> the type of the value
 */
public sealed interface ConfigTarget<B, V> {

  /**
   * A field that holds the value itself.
   *
   * @param get reads the field
   * @param set writes the field
   */
  record Field<B, V>(Get<B, V> get, Set<B, V> set) implements ConfigTarget<B, V> {}

  /**
   * A field that holds a handle on the value.
   *
   * @param get reads the handle that carries the default
   * @param set writes the handle
   */
  record Handle<B, V>(Get<B, Live<V>> get, Set<B, Live<V>> set) implements ConfigTarget<B, V> {}

  /**
   * A method that is given the value.
   *
   * @param get reads the default through the getter of the same property, or null where there is
   *     none
   * @param set calls the method
   */
  record Setter<B, V>(@Nullable Get<B, V> get, Set<B, V> set) implements ConfigTarget<B, V> {}

  /** Reads from an instance. */
  @FunctionalInterface
  interface Get<B, V> {
    /**
     * Reads.
     *
     * @param instance the instance
     * @return what stands there, or null
     * @throws Throwable what a getter of the application threw
     */
    @Nullable V get(B instance) throws Throwable;
  }

  /** Writes to an instance. */
  @FunctionalInterface
  interface Set<B, V> {
    /**
     * Writes.
     *
     * @param instance the instance
     * @param value the value; null where the default is null
     * @throws Throwable what a setter of the application threw
     */
    void set(B instance, V value) throws Throwable;
  }
}
