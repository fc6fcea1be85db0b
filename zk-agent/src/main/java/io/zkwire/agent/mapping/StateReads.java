package io.zkwire.agent.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what mapped objects tell: of several, the one that was made last. */
final class StateReads {

  private StateReads() {}

  /** The value of a field; null where there is no object. */
  static @Nullable Object field(Carried carried, String name) throws ReflectiveOperationException {
    Field field = carried.field(name);
    field.setAccessible(true);
    if (Modifier.isStatic(field.getModifiers())) {
      return field.get(null);
    }
    Object last = last(carried);
    return last == null ? null : field.get(last);
  }

  /** What a method without parameters returns; null where there is no object. */
  static @Nullable Object method(Carried carried, MethodShape shape) throws Throwable {
    Method method = carried.method(shape.signature());
    method.setAccessible(true);
    Object last = last(carried);
    return last == null && !shape.isStatic() ? null : call(method, shape.isStatic() ? null : last);
  }

  /** Whether a method without parameters returns true, or nothing, on each object. */
  static boolean all(Carried carried, MethodShape shape) throws Throwable {
    Method method = carried.method(shape.signature());
    method.setAccessible(true);
    if (shape.isStatic()) {
      return !Boolean.FALSE.equals(call(method, null));
    }
    boolean all = true;
    for (Object object : carried.objects()) {
      all &= !Boolean.FALSE.equals(call(method, object));
    }
    return all;
  }

  private static @Nullable Object call(Method method, @Nullable Object object) throws Throwable {
    try {
      return method.invoke(object);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static @Nullable Object last(Carried carried) {
    List<Object> objects = carried.objects();
    return objects.isEmpty() ? null : objects.get(objects.size() - 1);
  }
}
