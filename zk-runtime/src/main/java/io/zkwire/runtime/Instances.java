package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.spi.Bindings;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes objects through the one constructor that fits the arguments. */
final class Instances {

  private Instances() {}

  static <T> T create(Class<T> wanted, @Nullable Object[] arguments) {
    Class<? extends T> type = Bindings.guarded(wanted);
    if (Modifier.isAbstract(type.getModifiers())) {
      throw refused(type, "it is abstract", "Name a class that can be made", null);
    }
    Constructor<? extends T> constructor = constructor(type, arguments);
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw refused(
          type, "its constructor threw " + e.getCause(), "Mend the constructor", e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw refused(
          type,
          "its constructor cannot be called: " + e.getMessage(),
          "Open its package to io.zkwire.runtime, or make the object yourself and bind it",
          e);
    }
  }

  @SuppressWarnings("unchecked") // a class's constructors make that class
  private static <T> Constructor<T> constructor(Class<T> type, @Nullable Object[] arguments) {
    List<Constructor<T>> fitting = new ArrayList<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (fits(constructor.getParameterTypes(), arguments)) {
        fitting.add((Constructor<T>) constructor);
      }
    }
    if (fitting.size() != 1) {
      throw refused(
          type,
          (fitting.isEmpty() ? "no constructor takes " : "several constructors take ")
              + describe(arguments),
          "Give the arguments of one constructor, or make the object yourself and bind it",
          null);
    }
    return fitting.get(0);
  }

  private static boolean fits(Class<?>[] parameters, @Nullable Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      Object argument = arguments[i];
      boolean fits =
          argument == null
              ? !parameters[i].isPrimitive()
              : MethodType.methodType(parameters[i]).wrap().returnType().isInstance(argument);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String describe(@Nullable Object[] arguments) {
    return Arrays.stream(arguments)
        .map(a -> a == null ? "null" : a.getClass().getSimpleName())
        .toList()
        .toString()
        .replace('[', '(')
        .replace(']', ')');
  }

  private static BindingException refused(
      Class<?> type, String why, String mend, @Nullable Throwable cause) {
    return new BindingException(
        ErrorCode.BIND_CREATE,
        type.getName(),
        "cannot make a " + type.getName() + ": " + why,
        mend,
        cause);
  }
}
