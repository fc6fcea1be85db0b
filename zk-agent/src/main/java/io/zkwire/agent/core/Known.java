package io.zkwire.agent.core;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the fields of a class, or of one object. Its values may be of the class's own
 * types: the agent holds this weakly, and only the class, or the object, keeps it. Thread-safe.
 */
final class Known {

  private final Map<String, Object> values = new ConcurrentHashMap<>();
  private final Map<String, Object> initial = new ConcurrentHashMap<>();
  private final Map<String, Function<String, Object>> readers = new ConcurrentHashMap<>();
  private final WeakIdentityMap<Map<String, Object>> originals;
  private final Map<String, Object> statics;

  /** Nothing yet. */
  Known() {
    this.originals = new WeakIdentityMap<>();
    this.statics = new HashMap<>();
  }

  /** What stood in fields before they were written, and nothing else. */
  private Known(Known before) {
    this.originals = before.originals;
    this.statics = before.statics;
  }

  /**
   * Of a class that is mapped anew.
   *
   * @param before what was kept for it, or null
   */
  static Known after(@Nullable Object before) {
    return before instanceof Known known ? new Known(known) : new Known();
  }

  /** The values of fields, as far as their keys have some. */
  Map<String, Object> values() {
    return values;
  }

  /** What stood in fields of the one object. */
  Map<String, Object> initial() {
    return initial;
  }

  /** What stood in the fields of objects before they were written. */
  WeakIdentityMap<Map<String, Object>> originals() {
    return originals;
  }

  /** What stood in static fields before they were written. */
  Map<String, Object> statics() {
    return statics;
  }

  /**
   * Reads a value.
   *
   * @param member what it goes to
   * @param text the text
   * @param maker makes the reader of that member
   */
  Object read(String member, String text, Supplier<Function<String, Object>> maker) {
    return readers.computeIfAbsent(member, m -> maker.get()).apply(text);
  }

  /** Whether a type belongs to an application, or is made of one that does. */
  static boolean ofApplication(Type type) {
    if (type instanceof Class<?> c) {
      Class<?> element = c;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      ClassLoader loader = element.getClassLoader();
      return loader != null
          && loader != ClassLoader.getPlatformClassLoader()
          && loader != Known.class.getClassLoader();
    }
    if (type instanceof java.lang.reflect.ParameterizedType p) {
      for (Type each : p.getActualTypeArguments()) {
        if (ofApplication(each)) {
          return true;
        }
      }
      return ofApplication(p.getRawType());
    }
    return true; // a variable or a wildcard, which names the class that declares it
  }
}
