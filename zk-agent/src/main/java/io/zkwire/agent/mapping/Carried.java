package io.zkwire.agent.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
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
