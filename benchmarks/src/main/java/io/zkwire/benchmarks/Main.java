package io.zkwire.benchmarks;

import io.zkwire.benchmarks.costs.CostsCommand;
import io.zkwire.benchmarks.harness.Fork;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Scoreboard;
import java.util.List;

/** {@code java -jar benchmarks.jar scoreboard [ROW…] [OPTION…]}. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process: 0 if everything was measured, 1 if a row could not be, 2
   * if the arguments make no sense. A missed goal is shown and is no error.
   *
   * @param args the arguments
   * @throws Exception if a row cannot be measured in a JVM of its own
   */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      usage();
      System.exit(0);
    }
    List<String> rest = List.of(args).subList(1, args.length);
    int status;
    try {
      status = run(args[0], rest);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      usage();
      status = 2;
    }
    System.exit(status);
  }

  private static int run(String command, List<String> rest) throws Exception {
    return switch (command) {
      case "scoreboard" -> new Scoreboard(Rows.ALL, Main.class, System.out).run(rest);
      case Fork.COMMAND -> {
        Fork.child(Rows.ALL, rest);
        yield 0;
      }
      case CostsCommand.COSTS, CostsCommand.SCALE -> {
        CostsCommand.run(command, rest);
        yield 0;
      }
      default -> throw new IllegalArgumentException("no command " + command);
    };
  }

  private static void usage() {
    System.out.println(
        """
        usage: java -jar benchmarks.jar scoreboard [ROW...] [OPTION...]
               java -jar benchmarks.jar costs [DOCS]   counts requests, watches and bytes
               java -jar benchmarks.jar scale DOCS     says what they come to at a scale

          ROW              which rows; all of them if none is named
          --quick          fewer forks and rounds of the same work, and one run
          --runs N         how many runs of each row, each in a JVM of its own; 3, or 1 with --quick
          --json FILE      keeps the figures there, beside those of rows that were measured before
          --resume         leaves out rows that the file has in the same form
          --report         measures nothing: writes what the file has
          --plots DIR      writes the figures there as SVG
          --markdown FILE  writes the table
          --readme FILE    puts the table, and the plots, between the marks of that page
        """);
    System.out.println("rows:");
    for (Row row : Rows.ALL) {
      System.out.printf("  %-4s %s%n", row.id(), row.title());
    }
  }
}
