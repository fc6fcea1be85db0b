package io.zkwire.runtime.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How generated code reaches private members of a class in its own package. */
public final class Members {

  private Members() {}

  /**
   * A handle on a field.
   *
   * @param caller the lookup of the generated class
   * @param owner the class that declares the field
   * @param name the field's name
   * @param type the field's erased type
   * @return the handle
   * @throws LinkageError if there is no such field: the generated class and its owner were compiled
   *     apart
   */
  public static VarHandle field(Lookup caller, Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, caller).findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw stale(owner, name, e);
    }
  }

  /**
   * A handle on a method that returns nothing.
   *
   * @param caller the lookup of the generated class
   * @param owner the class that declares the method
   * @param name the method's name
   * @param parameters the erased types of its parameters
   * @return the handle
   * @throws LinkageError if there is no such method: the generated class and its owner were
   *     compiled apart
   */
  public static MethodHandle method(
      Lookup caller, Class<?> owner, String name, Class<?>... parameters) {
    return method(caller, owner, void.class, name, parameters);
  }

  /**
   * A handle on a method.
   *
   * @param caller the lookup of the generated class
   * @param owner the class that declares the method
   * @param result the erased type that it returns
   * @param name the method's name
   * @param parameters the erased types of its parameters
   * @return the handle
   * @throws LinkageError if there is no such method: the generated class and its owner were
   *     compiled apart
   */
  public static MethodHandle method(
      Lookup caller, Class<?> owner, Class<?> result, String name, Class<?>... parameters) {
    try {
      return MethodHandles.privateLookupIn(owner, caller)
          .findVirtual(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw stale(owner, name, e);
    }
  }

  /**
   * Takes a value for what its member is declared as. Where that is generic, generated code calls
   * this instead of an unchecked cast, of which compilers disagree whether to warn.
   *
   * @param value what the handle of the member returned
   * @param <T> the declared type
   * @return the same value
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  public static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }

  static @Nullable String resource(Class<?> near, String name) {
    try (InputStream in = near.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " beside " + near.getName(), e);
    }
  }

  private static LinkageError stale(Class<?> owner, String name, Exception cause) {
    return new LinkageError(
        owner.getName()
            + " and its generated binding do not fit: no member "
            + name
            + "; compile both again",
        cause);
  }
}
