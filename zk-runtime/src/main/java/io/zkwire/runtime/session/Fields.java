package io.zkwire.runtime.session;

import io.zkwire.runtime.spi.HandleSpec;

/** Fields of the objects that are bound. */
public final class Fields {

  private Fields() {}

  /**
   * Lets a field hold what a feature gives.
   *
   * @param spec the field
   * @param target the object, of the class that the field belongs to
   * @param handle what it holds from now on
   * @param <B> that class
   * @param <V> the type of the field
   */
  @SuppressWarnings("unchecked") // the specs of a class are of that class
  public static <B, V> void set(HandleSpec<B, V> spec, Object target, V handle) {
    try {
      spec.set().set((B) target, handle);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot set the field " + spec.member(), e);
    }
  }
}
