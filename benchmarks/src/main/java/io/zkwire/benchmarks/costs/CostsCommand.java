package io.zkwire.benchmarks.costs;

import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.benchmarks.harness.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code costs [DIR]} counts what operations cost, and {@code scale [DIR]} says what that comes to;
 * both print, or with a directory write their part of the pages there.
 */
public final class CostsCommand {

  /** Counts. */
  public static final String COSTS = "costs";

  /** Computes. */
  public static final String SCALE = "scale";

  private static final int ROUNDS = 3;

  private static final int TICK_MILLIS = 2_000;

  private CostsCommand() {}

  /**
   * Runs.
   *
   * @param command one of both
   * @param args the directory of the pages, or nothing
   * @throws IllegalArgumentException if the arguments make no sense
   */
  public static void run(String command, List<String> args) throws Exception {
    if (args.size() > 1 || (command.equals(SCALE) && args.isEmpty())) {
      throw new IllegalArgumentException(command + " wants the directory of the pages: docs");
    }
    String text =
        command.equals(COSTS)
            ? measure(ROUNDS).markdown()
            : new Scale(read(Path.of(args.get(0)).resolve("costs.md"))).markdown();
    System.out.print(text);
    if (!args.isEmpty()) {
      Path docs = Path.of(args.get(0));
      if (command.equals(COSTS)) {
        Texts.replace(docs.resolve("costs.md"), CostTable.BEGIN, CostTable.END, text);
      } else {
        Texts.replace(docs.resolve("operations.md"), Scale.BEGIN, Scale.END, text);
      }
    }
  }

  static CostTable measure(int rounds) throws Exception {
    try (ServerProcess server = ServerProcess.start(TICK_MILLIS)) {
      return Costs.measure(server.port(), rounds);
    }
  }

  static CostTable measureFew() throws Exception {
    try (ServerProcess server = ServerProcess.start(TICK_MILLIS)) {
      return Costs.few(server.port());
    }
  }

  static CostTable read(Path page) throws IOException {
    return CostTable.read(Files.readString(page));
  }
}
