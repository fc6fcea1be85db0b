package io.zkwire.agent.core;

import io.zkwire.agent.mapping.MethodShape;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reaches the fields and methods of a class, and does not keep it from being unloaded. */
final class Members {

  private final WeakReference<Class<?>> type;
  private final String name;

  Members(Class<?> type) {
    this.type = new WeakReference<>(type);
    this.name = type.getName();
  }

  /** The class, or null once it is gone. */
  @Nullable Class<?> present() {
    return type.get();
  }

  /** The class. */
  Class<?> type() {
    Class<?> present = type.get();
    if (present == null) {
      throw new IllegalStateException(name + " is unloaded");
    }
    return present;
  }

  /** A field of the class itself, as it is declared. */
  Field field(String field) {
    try {
      return type().getDeclaredField(field);
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException("no field " + field, e);
    }
  }

  /** A field of the class itself that can be read, or null. */
  @Nullable Field anyField(String field) {
    for (Field each : type().getDeclaredFields()) {
      if (each.getName().equals(field)) {
        return Access.open(each);
      }
    }
    return null;
  }

  /** A method of the class itself that can be called. */
  Method method(String signature) {
    Method method = find(signature);
    if (method == null) {
      throw new IllegalArgumentException("no method " + signature);
    }
    return method;
  }

  /** The same, or null. */
  @Nullable Method find(String signature) {
    for (Method method : type().getDeclaredMethods()) {
      if (signature.startsWith(method.getName() + "(") && signature.equals(Signatures.of(method))) {
        Access.open(method);
        return method;
      }
    }
    return null;
  }

  /** What stands in a field of the youngest of some objects; null where there is none. */
  @Nullable Object read(String field, Supplier<List<Object>> objects)
      throws ReflectiveOperationException {
    Field read = Access.open(field(field));
    if (Modifier.isStatic(read.getModifiers())) {
      return read.get(null);
    }
    List<Object> all = objects.get();
    return all.isEmpty() ? null : read.get(all.get(all.size() - 1));
  }

  /** What a method of the youngest of some objects returns; null where there is none. */
  @Nullable Object result(
      MethodShape method, Supplier<List<Object>> objects, @Nullable Object... arguments)
      throws Throwable {
    Method called = method(method.signature());
    if (method.isStatic()) {
      return call(called, null, arguments);
    }
    List<Object> all = objects.get();
    return all.isEmpty() ? null : call(called, all.get(all.size() - 1), arguments);
  }

  /** Calls a method of each of some objects. */
  void call(MethodShape method, Supplier<List<Object>> objects, @Nullable Object... arguments)
      throws Throwable {
    Method called = method(method.signature());
    if (method.isStatic()) {
      call(called, null, arguments);
      return;
    }
    for (Object object : objects.get()) {
      call(called, object, arguments);
    }
  }

  private static @Nullable Object call(
      Method method, @Nullable Object object, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
