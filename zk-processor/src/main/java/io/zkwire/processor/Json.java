package io.zkwire.processor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON on one line, in ASCII. */
final class Json {

  private Json() {}

  /**
   * The text of a value.
   *
   * @param value a map with string keys, a list, a string, a boolean or a number
   */
  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof CharSequence text) {
      return quoted(text);
    }
    return value.toString();
  }

  private static String quoted(CharSequence text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.append('"').toString();
  }
}
