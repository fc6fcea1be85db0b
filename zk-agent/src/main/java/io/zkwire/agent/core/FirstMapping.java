package io.zkwire.agent.core;

import io.zkwire.agent.mapping.FieldShape;
import io.zkwire.agent.mapping.MethodShape;
import io.zkwire.agent.mapping.Similar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a first mapping for a class: what could be mapped, each line commented out. */
final class FirstMapping {

  private static final String SCALARS =
      "[ZBSIJFDC]|Ljava/(lang/(String|Boolean|Byte|Short|Integer|Long|Float|Double|Character)"
          + "|math/\\w+|time/\\w+|net/UR[IL]);";

  private FirstMapping() {}

  /**
   * The lines of a mapping.
   *
   * @param type the binary name of the class
   * @param application where it is, or null for the present directory
   */
  static List<String> of(String type, @Nullable Path application) throws IOException {
    try (ClassFiles classes = ClassFiles.open(application == null ? Path.of(".") : application)) {
      byte[] classFile = classes.get(type);
      if (classFile == null) {
        throw new IOException("there is no class " + type + Similar.hint(type, classes.names()));
      }
      return lines(type, ClassShape.read(classFile));
    }
  }

  private static List<String> lines(String type, ClassShape shape) {
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    String prefix = simple.toLowerCase(Locale.ROOT);
    List<String> out = new ArrayList<>();
    out.add("version: 1");
    out.add("zookeeper: { connect: \"localhost:2181\", session-timeout: 15s }");
    out.add("classes:");
    out.add("  - class: " + type);
    out.add("    fields:");
    for (FieldShape field : shape.fields()) {
      if (field.descriptor().matches(SCALARS) && !field.constant() && !synthetic(field)) {
        out.add(
            "      # - { field: %s, config: %s/%s }".formatted(field.name(), prefix, field.name()));
      }
    }
    out.add("    methods:");
    for (MethodShape method : shape.methods()) {
      if (method.hasBody() && !method.isSynthetic() && !method.name().startsWith("<")) {
        out.add(
            "      # - { method: \"%s\", leader-only: %s%s }"
                .formatted(
                    method.signature(),
                    prefix,
                    method.returnsNothing() ? "" : ", otherwise: throw"));
      }
    }
    return out;
  }

  private static boolean synthetic(FieldShape field) {
    return (field.access() & 0x1000) != 0;
  }
}
