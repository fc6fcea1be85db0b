package io.zkwire.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of the scoreboard. */
final class ScoreboardOptions {

  private static final int MOST_RUNS = 100;

  final List<String> rows = new ArrayList<>();
  boolean quick;
  boolean resume;
  boolean report;
  int runs;
  @Nullable Path json;
  @Nullable Path markdown;
  @Nullable Path readme;
  @Nullable Path plots;

  private ScoreboardOptions() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they make no sense
   */
  static ScoreboardOptions parse(List<String> args) {
    ScoreboardOptions options = new ScoreboardOptions();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--quick" -> options.quick = true;
        case "--resume" -> options.resume = true;
        case "--report" -> options.report = true;
        case "--runs" -> options.runs = runs(value(args, ++i, arg));
        case "--json" -> options.json = Path.of(value(args, ++i, arg));
        case "--markdown" -> options.markdown = Path.of(value(args, ++i, arg));
        case "--readme" -> options.readme = Path.of(value(args, ++i, arg));
        case "--plots" -> options.plots = Path.of(value(args, ++i, arg));
        default -> {
          if (arg.startsWith("-")) {
            throw new IllegalArgumentException("no option " + arg);
          }
          options.rows.add(arg);
        }
      }
    }
    options.check();
    return options;
  }

  private void check() {
    if (runs == 0) {
      runs = quick ? 1 : 3;
    }
    if ((resume || report) && json == null) {
      throw new IllegalArgumentException(
          (resume ? "--resume" : "--report") + " wants --json FILE, where earlier figures are");
    }
    if (report && (resume || !rows.isEmpty())) {
      throw new IllegalArgumentException("--report measures nothing: name no rows");
    }
  }

  private static int runs(String text) {
    if (!text.matches("[0-9]{1,3}") || text.equals("0") || Integer.parseInt(text) > MOST_RUNS) {
      throw new IllegalArgumentException("--runs wants a number from 1 to " + MOST_RUNS);
    }
    return Integer.parseInt(text);
  }

  private static String value(List<String> args, int i, String option) {
    if (i >= args.size()) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return args.get(i);
  }
}
