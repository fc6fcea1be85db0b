package io.zkwire.benchmarks.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures as Markdown: a table, and below it what was measured where. */
final class Table {

  private Table() {}

  static String of(List<RowRun> runs) {
    StringBuilder text =
        new StringBuilder(
            """
            | Row | What | Peer | Ours | Peer's | Unit | Goal | |
            |---|---|---|---|---|---|---|---|
            """);
    for (RowRun run : runs) {
      for (Result result : run.results()) {
        text.append(
            String.join(
                " | ",
                "| " + result.row(),
                result.name(),
                result.peer(),
                result.ours().text(),
                result.theirs().text(),
                result.unit(),
                result.goal().text(),
                result.met() ? "met |\n" : "**missed** |\n"));
      }
    }
    return text.append(places(runs)).toString();
  }

  /** Rows that were measured in the same place and form are named together. */
  private static String places(List<RowRun> runs) {
    Map<Map<String, String>, List<RowRun>> places = new LinkedHashMap<>();
    runs.forEach(run -> places.computeIfAbsent(run.place(), p -> new ArrayList<>()).add(run));
    StringBuilder text = new StringBuilder();
    places.forEach((place, there) -> text.append("\n").append(place(there)));
    return text.toString();
  }

  private static String place(List<RowRun> there) {
    RowRun first = there.get(0);
    StringBuilder text = new StringBuilder(Scoreboard.names(there)).append(": ");
    text.append(first.quick() ? "short form" : "full form").append(", ");
    text.append(
        first.runs() == 1
            ? "one run in a JVM of its own"
            : "medians of "
                + first.runs()
                + " runs, each in a JVM of its own, in brackets the least and the most");
    text.append("; ").append(days(there));
    text.append("; load ").append(range(there, Environment.LOAD));
    if (first.environment().containsKey(Environment.FSYNC)) {
      text.append("; fsync ").append(range(there, Environment.FSYNC));
    }
    first.place().forEach((name, value) -> text.append(part(name, value)));
    return text.append(".\n").toString();
  }

  private static String part(String name, String value) {
    return switch (name) {
      case "form", "runs" -> "";
      case Environment.MACHINE, "kernel" -> "; " + value;
      default -> "; " + name + " " + value;
    };
  }

  private static String days(List<RowRun> there) {
    List<String> days = there.stream().map(run -> run.at().substring(0, 10)).sorted().toList();
    String first = days.get(0);
    String last = days.get(days.size() - 1);
    return first.equals(last) ? first : first + " to " + last;
  }

  /** The number that a text begins with; below all others where it begins with none. */
  private static double number(String text) {
    String first = text.split(" ", 2)[0];
    return first.matches("[0-9.]+") ? Double.parseDouble(first) : -1;
  }

  private static String range(List<RowRun> there, String name) {
    List<String> values =
        there.stream()
            .map(run -> run.environment().getOrDefault(name, "unknown"))
            .sorted(Comparator.comparingDouble(Table::number))
            .toList();
    String first = values.get(0);
    String last = values.get(values.size() - 1);
    return first.equals(last) ? first : first + " to " + last;
  }
}
