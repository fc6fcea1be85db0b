package io.zkwire.runtime.spi;

import io.zkwire.ConfigChange;

/**
 * One method of a class that is told of changes of a key. The key is bound by a {@link ConfigSpec}
 * of the same class or of a superclass.
 *
 * @param <B> the class
 * @param <V> the type of the value; a wrapper for a primitive
 * @param member the method, as messages show it
 * @param path the key as it was written, placeholders included
 * @param call calls the method
 */
public record ConfigListenerSpec<B, V>(String member, String path, Call<B, V> call)
    implements Spec<B> {

  /**
   * The spec of a listener.
   *
   * @param path the key as it was written, placeholders included
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @param <V> the type of the value
   * @return the spec
   */
  public static <B, V> ConfigListenerSpec<B, V> onChange(
      String path, String member, Call<B, V> call) {
    return new ConfigListenerSpec<>(member, path, call);
  }

  /** Calls a method with a change. */
  @FunctionalInterface
  public interface Call<B, V> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param change the change
     * @throws Throwable what the method threw
     */
    void call(B instance, ConfigChange<V> change) throws Throwable;
  }
}
