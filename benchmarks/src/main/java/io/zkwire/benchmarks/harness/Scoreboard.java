package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs rows, prints a line for each figure and writes them as JSON. */
public final class Scoreboard {

  private final List<Row> rows;
  private final PrintStream out;

  /**
   * Makes a scoreboard.
   *
   * @param rows all rows there are
   * @param out where to print
   */
  public Scoreboard(List<Row> rows, PrintStream out) {
    this.rows = rows;
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param args {@code [ROW…] [--quick] [--json FILE]}
   * @return 0 if each row was measured, else 1
   * @throws IllegalArgumentException if the arguments make no sense
   */
  public int run(List<String> args) {
    boolean quick = false;
    Path json = null;
    List<Row> chosen = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).equals("--quick")) {
        quick = true;
      } else if (args.get(i).equals("--json") && i + 1 < args.size()) {
        json = Path.of(args.get(++i));
      } else {
        chosen.add(row(args.get(i)));
      }
    }
    return run(chosen.isEmpty() ? rows : chosen, quick, json);
  }

  private Row row(String id) {
    return rows.stream()
        .filter(row -> row.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no row "
                        + id
                        + "; there are "
                        + rows.stream().map(Row::id).collect(Collectors.joining(", "))));
  }

  private int run(List<Row> chosen, boolean quick, @Nullable Path json) {
    List<Line> all = new ArrayList<>();
    int status = 0;
    out.println(machine() + (quick ? ", quick" : ""));
    out.printf(
        "%-4s %-66s %10s %10s %-8s %7s  %-18s %s%n",
        "row", "name | peer", "ours", "peer", "unit", "ratio", "goal", "met");
    for (Row row : chosen) {
      try (Lab lab = new Lab(quick)) {
        List<Line> lines = row.measure(lab);
        lines.forEach(this::print);
        all.addAll(lines);
      } catch (Exception e) {
        status = 1;
        out.printf("%-4s NOT MEASURED: %s%n", row.id(), e);
        e.printStackTrace(out);
      }
    }
    out.println(machine());
    if (json != null) {
      write(all, json);
    }
    return status;
  }

  private void print(Line line) {
    out.printf(
        Locale.ROOT,
        "%-4s %-66s %10s %10s %-8s %7s  %-18s %s%n",
        line.row(),
        line.name(),
        figure(line.ours()),
        figure(line.peer()),
        line.unit(),
        Double.isFinite(line.ratio()) ? figure(line.ratio()) : "-",
        line.goal().text(),
        line.met() ? "met" : "MISSED");
    out.flush();
  }

  private static String figure(double value) {
    int decimals = value == Math.rint(value) ? 0 : Math.abs(value) < 10 ? 3 : 1;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%d cores, load %.1f, JDK %s",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("java.version"));
  }

  private static void write(List<Line> lines, Path file) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    try {
      Files.write(file, mapper.writeValueAsBytes(lines.stream().map(Line::json).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
