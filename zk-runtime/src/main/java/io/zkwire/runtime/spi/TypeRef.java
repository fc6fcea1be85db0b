package io.zkwire.runtime.spi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A generic type as a value: {@code new TypeRef<List<Integer>>() {}}. Immutable.
 *
 * @param <T> the type
 */
@SuppressWarnings("unused") // T is read back by reflection
public abstract class TypeRef<T> {

  private final Type type;

  /** Takes the type from the subclass's declaration. */
  protected TypeRef() {
    type = ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
  }

  /** The type. */
  public final Type type() {
    return type;
  }
}
