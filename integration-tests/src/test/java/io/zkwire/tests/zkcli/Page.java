package io.zkwire.tests.zkcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The commands of docs/other-languages.md, block by block below each heading. */
final class Page {

  private static final Path FILE = Path.of("..", "docs", "other-languages.md");

  private final Map<String, List<List<String>>> sections = new LinkedHashMap<>();
  private final Set<String> left = new TreeSet<>();

  private Page() {}

  static Page read() throws IOException {
    Page page = new Page();
    String heading = "";
    List<String> block = null;
    for (String line : Files.readAllLines(FILE)) {
      if (line.equals("```text")) {
        block = new ArrayList<>();
      } else if (line.equals("```") && block != null) {
        page.add(heading, block);
        block = null;
      } else if (block != null) {
        block.add(line);
      } else if (line.startsWith("## ")) {
        heading = line.substring(3);
      }
    }
    return page;
  }

  private void add(String heading, List<String> block) {
    List<List<String>> blocks = sections.computeIfAbsent(heading, key -> new ArrayList<>());
    left.add(heading + " " + blocks.size());
    blocks.add(block);
  }

  /** The commands of a block, with values in place of {@code <names>}. */
  List<String> block(String heading, int number, Map<String, String> values) {
    List<List<String>> blocks = sections.getOrDefault(heading, List.of());
    if (number >= blocks.size()) {
      throw new AssertionError(FILE + " has no block " + number + " below " + heading);
    }
    left.remove(heading + " " + number);
    return blocks.get(number).stream().map(command -> filled(command, values)).toList();
  }

  private static String filled(String command, Map<String, String> values) {
    String out = command;
    for (Map.Entry<String, String> each : values.entrySet()) {
      out = out.replace("<" + each.getKey() + ">", each.getValue());
    }
    return out;
  }

  /** The blocks that nobody has typed. */
  Set<String> left() {
    return left;
  }
}
