package io.zkwire.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One plot for each kind of row, by the first letter of its name. */
final class Plots {

  private static final Map<String, String> TITLES =
      Map.of(
          "C", "Configuration",
          "L", "Leaders and locks",
          "M", "Members and commands",
          "I", "IDs",
          "D", "Endpoints",
          "Q", "Queues",
          "A", "The agent",
          "W", "The console",
          "P", "Spring Boot",
          "B", "Compiling");

  private Plots() {}

  private static Map<String, List<RowRun>> kinds(List<RowRun> runs) {
    Map<String, List<RowRun>> kinds = new LinkedHashMap<>();
    for (RowRun run : runs) {
      String letter = run.row().substring(0, 1);
      kinds.computeIfAbsent(
          letter, l -> runs.stream().filter(each -> each.row().startsWith(l)).toList());
    }
    return kinds;
  }

  /** Writes them into a directory. */
  static void write(List<RowRun> runs, Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
    kinds(runs)
        .forEach(
            (letter, those) ->
                Texts.write(directory.resolve(file(letter)), new Plot(title(letter), those).svg()));
  }

  /** Shows them on a page. */
  static String images(List<RowRun> runs, Path page, Path directory) {
    String folder =
        Objects.requireNonNull(page.toAbsolutePath().getParent())
            .relativize(directory.toAbsolutePath())
            .toString();
    StringBuilder text = new StringBuilder();
    for (String letter : kinds(runs).keySet()) {
      text.append(
          String.format(
              "%n![%s: ours and the peers, over the limit of the goal](%s/%s)%n",
              title(letter), folder.replace('\\', '/'), file(letter)));
    }
    return text.toString();
  }

  private static String file(String letter) {
    return "figures-" + letter.toLowerCase(java.util.Locale.ROOT) + ".svg";
  }

  private static String title(String letter) {
    return TITLES.getOrDefault(letter, letter);
  }
}
