package io.zkwire.benchmarks;

import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Scoreboard;
import java.util.List;

/** {@code java -jar benchmarks.jar scoreboard [ROW…] [--quick] [--json FILE]}. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process: 0 if everything was measured, 1 if a row could not be, 2
   * if the arguments make no sense. A missed goal is shown and is no error.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    if (args.length == 0 || !args[0].equals("scoreboard")) {
      usage();
      System.exit(args.length == 0 ? 0 : 2);
    }
    Scoreboard scoreboard = new Scoreboard(Rows.ALL, System.out);
    int status;
    try {
      status = scoreboard.run(List.of(args).subList(1, args.length));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      usage();
      status = 2;
    }
    System.exit(status);
  }

  private static void usage() {
    System.out.println(
        "usage: java -jar benchmarks.jar scoreboard [ROW...] [--quick] [--json FILE]");
    System.out.println();
    System.out.println("  ROW          which rows; all of them if none is named");
    System.out.println("  --quick      fewer forks and rounds of the same work");
    System.out.println("  --json FILE  also writes an array of");
    System.out.println("               {row, name, ours, peer, unit, ratio, goal, met}");
    System.out.println();
    System.out.println("rows:");
    for (Row row : Rows.ALL) {
      System.out.printf("  %-4s %s%n", row.id(), row.title());
    }
  }
}
