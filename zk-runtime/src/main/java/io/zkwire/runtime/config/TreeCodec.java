package io.zkwire.runtime.config;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record from a subtree, one node a component. A component without a node takes the default
 * record's value; without a default, a reference is null (an {@code Optional} is empty) and a
 * primitive is an error.
 */
final class TreeCodec<V> implements Codec<V> {

  private final RecordComponent[] components;
  private final Codec<?>[] codecs;
  private final Constructor<V> constructor;

  TreeCodec(Class<V> type, Codecs codecs) {
    components = type.getRecordComponents();
    this.codecs = Arrays.stream(components).map(c -> codecs.of(boxed(c))).toArray(Codec<?>[]::new);
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has its canonical constructor: " + type, e);
    }
    open(type, constructor);
    Arrays.stream(components).forEach(c -> open(type, c.getAccessor()));
  }

  private static void open(Class<?> type, AccessibleObject member) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new BindingException(
          ErrorCode.BIND_CREATE,
          type.getName(),
          "the record " + type.getName() + " cannot be reached: " + e.getMessage(),
          "Open its package in module-info.java",
          e);
    }
  }

  private static java.lang.reflect.Type boxed(RecordComponent component) {
    Class<?> type = component.getType();
    return type.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
        : component.getGenericType();
  }

  /** The names of the components of a record, which are the names of the nodes. */
  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** The components of a record with their values. */
  static Map<String, @Nullable Object> values(Record record) {
    Map<String, @Nullable Object> out = new java.util.LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      open(record.getClass(), component.getAccessor());
      try {
        Object value = component.getAccessor().invoke(record);
        out.put(component.getName(), value instanceof Optional<?> o ? o.orElse(null) : value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot read the component " + component, e);
      }
    }
    return out;
  }

  @Override
  public V decode(Raw raw, @Nullable V fallback) throws Exception {
    Map<String, byte[]> parts = raw.parts();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      byte[] part = parts == null ? null : parts.get(components[i].getName());
      values[i] = part == null ? missing(components[i], fallback) : decode(i, part);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Object decode(int index, byte[] part) throws Exception {
    try {
      return codecs[index].decode(new Raw(part, null, 0), null);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "component " + components[index].getName() + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Object missing(RecordComponent component, @Nullable Object fallback)
      throws ReflectiveOperationException {
    if (fallback != null) {
      return component.getAccessor().invoke(fallback);
    }
    if (component.getType().isPrimitive()) {
      throw new IllegalArgumentException("component " + component.getName() + " has no node");
    }
    return component.getType() == Optional.class ? Optional.empty() : null;
  }

  @Override
  public boolean foreign() {
    return true;
  }
}
