package io.zkwire.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What operators' tools read of one class: its members, by section. The same class gives the same
 * bytes, whatever the order of its members.
 */
final class Manifest {

  private final String className;
  private final Map<String, List<String>> sections = new TreeMap<>();
  private final Map<String, String> schemas = new TreeMap<>();

  Manifest(String className) {
    this.className = className;
  }

  /** Makes a section, so that it is there even when it stays empty. */
  void section(String name) {
    lines(name);
  }

  /** Adds a member to a section. */
  void add(String section, Map<String, ?> member) {
    lines(section).add(Json.of(member));
  }

  /** Adds the shape of a type that members name. */
  void schema(String type, Map<String, ?> shape) {
    schemas.put(type, Json.of(shape));
  }

  /** Whether the shape of a type is there already. */
  boolean hasSchema(String type) {
    return schemas.containsKey(type);
  }

  /** The JSON text, one line a member. */
  String text() {
    StringBuilder out = new StringBuilder("{\n  \"class\": ").append(Json.of(className));
    sections.forEach(
        (name, members) -> {
          out.append(",\n  ").append(Json.of(name)).append(": ");
          lines(out, "[", members.stream().sorted().toList(), "]");
        });
    out.append(",\n  \"schemas\": ");
    lines(
        out,
        "{",
        schemas.entrySet().stream()
            .map(schema -> Json.of(schema.getKey()) + ": " + schema.getValue())
            .toList(),
        "}");
    return out.append("\n}\n").toString();
  }

  private List<String> lines(String section) {
    return sections.computeIfAbsent(section, key -> new ArrayList<>());
  }

  private static void lines(StringBuilder out, String open, List<String> lines, String close) {
    out.append(open);
    if (!lines.isEmpty()) {
      out.append("\n    ").append(String.join(",\n    ", lines)).append("\n  ");
    }
    out.append(close);
  }
}
