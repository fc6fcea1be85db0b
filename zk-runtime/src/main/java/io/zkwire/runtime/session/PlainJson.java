package io.zkwire.runtime.session;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON: texts, whole numbers, truth values, and collections and maps of them
 * that are the JDK's own. Each process describes itself when it connects, and a library that writes
 * everything costs the start some hundred classes. Not thread-safe.
 */
final class PlainJson {

  private static final int DEEPEST = 50;
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder out = new StringBuilder(512);

  private PlainJson() {}

  /**
   * A value that is JSON already.
   *
   * @param json the text
   */
  record Written(String json) {}

  /** The JSON of a value, or null where it is not plain. */
  static @Nullable String of(@Nullable Object value) {
    PlainJson json = new PlainJson();
    return json.write(value, 0) ? json.out.toString() : null;
  }

  private boolean write(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Written written) {
      out.append(written.json());
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      out.append(value);
    } else {
      return depth < DEEPEST
          && value.getClass().getName().startsWith("java.util.")
          && container(value, depth + 1);
    }
    return true;
  }

  private boolean container(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    }
    return value instanceof Collection<?> all && array(all, depth);
  }

  private boolean object(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> each : map.entrySet()) {
      if (!(each.getKey() instanceof String name)) {
        return false;
      }
      out.append(separator);
      quote(name);
      out.append(':');
      if (!write(each.getValue(), depth)) {
        return false;
      }
      separator = ",";
    }
    out.append('}');
    return true;
  }

  private boolean array(Collection<?> all, int depth) {
    out.append('[');
    String separator = "";
    for (Object each : all) {
      out.append(separator);
      if (!write(each, depth)) {
        return false;
      }
      separator = ",";
    }
    out.append(']');
    return true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
