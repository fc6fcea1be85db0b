package io.zkwire.benchmarks.harness;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs rows several times, prints a line for each figure, keeps them as JSON beside those of
 * earlier runs, and writes the table, the plots and the part of a README that shows them.
 */
public final class Scoreboard {

  private static final String FORMAT = "%-4s %-66s %10s %10s %-8s %7s  %-18s %-7s %s%n";

  private final List<Row> rows;
  private final Measurer measurer;
  private final PrintStream out;

  /**
   * Makes a scoreboard that measures in JVMs of their own.
   *
   * @param rows all rows there are
   * @param main the main class of these JVMs
   * @param out where to print
   */
  public Scoreboard(List<Row> rows, Class<?> main, PrintStream out) {
    this(rows, new Fork(main), out);
  }

  Scoreboard(List<Row> rows, Measurer measurer, PrintStream out) {
    this.rows = rows;
    this.measurer = measurer;
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param args the arguments, see {@link ScoreboardOptions}
   * @return 0 if each row was measured, else 1
   * @throws IllegalArgumentException if the arguments make no sense
   */
  public int run(List<String> args) {
    ScoreboardOptions options = ScoreboardOptions.parse(args);
    List<Row> chosen =
        options.rows.isEmpty() ? rows : options.rows.stream().map(this::row).toList();
    Figures figures = options.json == null ? new Figures() : Figures.read(options.json);
    int status = 0;
    if (!options.report) {
      Map<String, String> environment = Environment.now();
      environment.forEach((name, value) -> out.println(name + ": " + value));
      out.printf(
          FORMAT, "row", "name | peer", "ours", "peer", "unit", "ratio", "goal", "met", "spread");
      for (Row row : chosen) {
        status |= measure(row, options, environment, figures);
      }
      out.println("load at the end: " + Environment.load());
    }
    write(options, figures);
    return status;
  }

  private Row row(String id) {
    return rows.stream()
        .filter(row -> row.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no row " + id + "; there are " + String.join(", ", ids())));
  }

  private List<String> ids() {
    return rows.stream().map(Row::id).toList();
  }

  private int measure(
      Row row, ScoreboardOptions options, Map<String, String> environment, Figures figures) {
    RowRun known = figures.row(row.id());
    if (options.resume
        && known != null
        && known.quick() == options.quick
        && known.runs() >= options.runs) {
      out.printf("%-4s measured before, %s%n", row.id(), known.at());
      return 0;
    }
    try {
      List<List<Line>> runs = new ArrayList<>();
      environment.put(Environment.LOAD, Environment.load());
      for (int i = 0; i < options.runs; i++) {
        runs.add(measurer.measure(row, options.quick));
      }
      RowRun run =
          new RowRun(
              row.id(),
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              options.quick,
              options.runs,
              Map.copyOf(environment),
              RowRun.join(runs));
      run.results().forEach(this::print);
      figures.put(run);
      Path json = options.json;
      if (json != null) {
        figures.write(json, ids()); // now, so that nothing is lost if a later row takes too long
      }
      return 0;
    } catch (Exception e) {
      out.printf("%-4s NOT MEASURED: %s%n", row.id(), e);
      e.printStackTrace(out);
      return 1;
    }
  }

  private void print(Result result) {
    Double ratio = result.ratio();
    Figure ours = result.ours();
    out.printf(
        Locale.ROOT,
        FORMAT,
        result.row(),
        result.name() + (result.peer().isEmpty() ? "" : " | " + result.peer()),
        Figure.text(ours.median()),
        Figure.text(result.theirs().median()),
        result.unit(),
        ratio == null ? "-" : Figure.text(ratio),
        result.goal().text(),
        result.met() ? "met" : "MISSED",
        ours.low() == ours.high()
            ? ""
            : Figure.text(ours.low()) + " to " + Figure.text(ours.high()));
    out.flush();
  }

  private void write(ScoreboardOptions options, Figures figures) {
    List<RowRun> runs = figures.inOrder(ids());
    if (options.plots != null) {
      Plots.write(runs, options.plots);
    }
    if (options.markdown != null) {
      Texts.write(options.markdown, Table.of(runs));
    }
    if (options.readme != null) {
      String plots = options.plots == null ? "" : Plots.images(runs, options.readme, options.plots);
      Texts.replace(options.readme, Texts.BEGIN, Texts.END, Table.of(runs) + plots);
    }
  }

  /** The names of rows, for a message. */
  static String names(List<RowRun> runs) {
    return runs.stream().map(RowRun::row).collect(Collectors.joining(", "));
  }
}
