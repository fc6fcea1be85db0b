package io.zkwire.agent.mapping;

import io.zkwire.ValueConverter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a mapped class is for the runtime, in place of an object of it: all its objects together, or
 * one of them. Thread-safe.
 */
public interface Carried {

  /** A mapped field. */
  Field field(String name);

  /**
   * A field of the class itself, mapped or not, open to be read.
   *
   * @return null where it has no such field
   */
  @Nullable Field anyField(String name);

  /**
   * A mapped method.
   *
   * @param signature {@code name(type,type)}
   */
  Method method(String signature);

  /**
   * What stands in a field of itself.
   *
   * @return null where there is no one object to ask
   */
  @Nullable Object own(String field) throws ReflectiveOperationException;

  /**
   * From now on the field has a value.
   *
   * @param value null for what stands in it of itself
   */
  void put(String field, @Nullable Object value);

  /**
   * What stands in a field now: of a static one, or of the object that was made last.
   *
   * @return null where no object is known
   */
  @Nullable Object read(String field) throws ReflectiveOperationException;

  /**
   * Calls a method on the object that was made last; a static one without any.
   *
   * @param method the method
   * @param arguments its arguments
   * @return what it returned; null where no object is known
   * @throws Throwable what it threw
   */
  @Nullable Object result(MethodShape method, @Nullable Object... arguments) throws Throwable;

  /**
   * Whether a value must be kept apart: it is of a type of the application, and the runtime, which
   * lives longer than that, would keep it from being unloaded.
   *
   * @param member a field, or the signature of a method with one parameter
   */
  boolean apart(String member);

  /**
   * Reads a value that is kept apart.
   *
   * @param member as for {@link #apart}
   * @param text the text of its node
   * @param converter makes the key's own converter from a class whose loader finds it, or gives
   *     null
   * @return the value
   * @throws IllegalArgumentException if the text is no such value
   */
  Object read(
      String member, String text, Function<Class<?>, @Nullable ValueConverter<Object>> converter);

  /** The objects that are known: those made since the class was woven, or the one it stands for. */
  List<Object> objects();

  /**
   * Calls a method on each object that is known; a static one once.
   *
   * @param method the method
   * @param arguments its arguments
   * @throws Throwable what it threw
   */
  void call(MethodShape method, @Nullable Object... arguments) throws Throwable;
}
