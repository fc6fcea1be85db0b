package io.zkwire.agent.mapping;

import io.zkwire.ValueConverter;
import io.zkwire.runtime.spi.ConfigSpec;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a key is read, whatever it goes to. Immutable.
 *
 * @param key the key
 * @param required whether binding fails when it is absent
 * @param secret whether it must not be shown
 * @param subtree whether it is a record with one node a component
 * @param converter the class of its own converter, or null
 */
record Values(
    String key, boolean required, boolean secret, boolean subtree, @Nullable String converter) {

  static Values read(Section entry) {
    String key = entry.needed("config");
    boolean subtree = entry.oneOf("layout", "node", "subtree").equals("subtree");
    return new Values(
        key, entry.truth("required"), entry.truth("secret"), subtree, entry.text("converter"));
  }

  /**
   * The key as the runtime knows it.
   *
   * @param type the declared type of the value
   * @param near a class whose loader finds the converter
   */
  ConfigSpec.Key<Object> of(Type type, Class<?> near) {
    Type boxed = type instanceof Class<?> c ? MethodType.methodType(c).wrap().returnType() : type;
    return new ConfigSpec.Key<>(
        key, boxed, required, secret, subtree, converter == null ? null : () -> make(near));
  }

  /** Whether values go to a member as texts, and are read where they are kept. */
  boolean apart(Carried to, String member) {
    return !subtree && to.apart(member);
  }

  /**
   * The key of values that are kept apart: the runtime knows the texts of good ones.
   *
   * @param to what carries them
   * @param member what they go to
   */
  ConfigSpec.Key<Object> apartFor(Carried to, String member) {
    return new ConfigSpec.Key<>(
        key,
        Object.class,
        required,
        secret,
        false,
        () ->
            text -> {
              read(to, member, text);
              return text;
            });
  }

  /** Reads a text that is kept apart; null for null. */
  @Nullable Object read(Carried to, String member, @Nullable Object text) {
    return text == null
        ? null
        : to.read(member, (String) text, near -> converter == null ? null : make(near));
  }

  @SuppressWarnings("unchecked") // whoever names a converter answers for its type
  private ValueConverter<Object> make(Class<?> near) {
    try {
      Constructor<?> constructor =
          Class.forName(converter, true, near.getClassLoader()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (ValueConverter<Object>) constructor.newInstance();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException(
          converter + " cannot be used as a converter of the agent's zkwire: " + e, e);
    }
  }
}
