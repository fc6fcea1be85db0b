package io.zkwire.tests.zkcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The nodes that docs/reference.md lists, as patterns of paths. */
final class Nodes {

  private static final Pattern CELL = Pattern.compile("(?m)^\\| (`/[^|]+) \\|");
  private static final Pattern PATH = Pattern.compile("`(/[^`]+)`");
  private static final Pattern NAME = Pattern.compile("<([a-z0-9 ]+)>");
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final List<Pattern> patterns = new ArrayList<>();

  private Nodes() {}

  static Nodes read() throws IOException {
    String reference = Files.readString(Path.of("..", "docs", "reference.md"));
    Nodes nodes = new Nodes();
    for (MatchResult cell : CELL.matcher(reference).results().toList()) {
      for (MatchResult path : PATH.matcher(cell.group(1)).results().toList()) {
        nodes.add(path.group(1));
      }
    }
    return nodes;
  }

  /** A node, and its parents, which are made without data where they are missing. */
  private void add(String path) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      patterns.add(pattern(path.substring(0, slash)));
    }
    patterns.add(pattern(path));
  }

  private static Pattern pattern(String path) {
    StringBuilder out = new StringBuilder();
    int end = 0;
    for (MatchResult name : NAME.matcher(path).results().toList()) {
      out.append(literal(path.substring(end, name.start()))).append(named(name.group(1)));
      end = name.end();
    }
    return Pattern.compile(out.append(literal(path.substring(end))).toString());
  }

  private static String literal(String text) {
    return text.replace(".", "\\.").replace("…", ".+").replaceAll("[0-9]{10}", "[0-9]{10}");
  }

  private static String named(String name) {
    return switch (name) {
      case "seq" -> "[0-9]{10}";
      case "uuid" -> UUID;
      case "n", "k", "priority", "bucket" -> "[0-9]+";
      case "key" -> ".+";
      case "path" -> "(?!config/).+";
      default -> "[^/]+";
    };
  }

  boolean lists(String path) {
    return patterns.stream().anyMatch(each -> each.matcher(path).matches());
  }
}
