package io.zkwire.tests;

import java.lang.reflect.Constructor;

/** Makes objects as {@code new} does. */
public final class New {

  private New() {}

  /** An object of the class itself, by its constructor without parameters. */
  public static <T> T object(Class<T> type) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no object of " + type, e);
    }
  }
}
