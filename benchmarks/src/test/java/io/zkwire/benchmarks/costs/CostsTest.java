package io.zkwire.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages say what is measured: a change that costs a request more is seen here. */
class CostsTest {

  private static final Path DOCS = Path.of("..", "docs");

  /** Host names, process ids and addresses are longer here or there. */
  private static final double BYTES_MORE = 0.15;

  private static final double BYTES_AT_LEAST = 80;

  /** On a machine without time an operation may end late: what differs is looked at again. */
  private static final int ATTEMPTS = 3;

  /** Takes seconds, where all of them take a minute. */
  @Test
  void configurationAndLocksCostWhatThePageSays() throws Exception {
    assertCosts(CostsCommand::measureFew, false);
  }

  @Test
  @Tag("long")
  void operationsCostWhatThePageSays() throws Exception {
    assertCosts(() -> CostsCommand.measure(2), true);
  }

  private static void assertCosts(Callable<CostTable> measured, boolean all) throws Exception {
    CostTable said = CostsCommand.read(DOCS.resolve("costs.md"));
    CostTable first = measured.call();
    if (all) {
      assertThat(first.names()).isEqualTo(said.names());
    }
    Map<String, String> differ = differ(said, first);
    for (int i = 1; i < ATTEMPTS && !differ.isEmpty(); i++) {
      differ.keySet().retainAll(differ(said, measured.call()).keySet());
    }
    assertThat(differ)
        .as(
            "if it is meant: java -jar benchmarks/target/benchmarks.jar costs docs, then scale"
                + " docs")
        .isEmpty();
  }

  private static Map<String, String> differ(CostTable said, CostTable measured) {
    Map<String, String> differ = new TreeMap<>();
    for (String name : measured.names()) {
      WireCost expected = said.of(name);
      WireCost found =
          CostTable.isBound(name) ? measured.of(name).most(expected) : measured.of(name);
      if (!counts(found).equals(counts(expected))) {
        differ.put(name, counts(found) + " instead of " + counts(expected));
      } else if (!CostTable.isBound(name)
          && !(isNear(found.sent(), expected.sent())
              && isNear(found.received(), expected.received()))) {
        differ.put(name, found + " instead of " + expected);
      }
    }
    return differ;
  }

  private static String counts(WireCost cost) {
    return String.format(
        "%.0f requests, %.0f written, %.0f watches, %.0f events",
        cost.requests(), cost.writes(), cost.watches(), cost.events());
  }

  private static boolean isNear(double found, double expected) {
    return Math.abs(found - expected) <= Math.max(BYTES_AT_LEAST, BYTES_MORE * expected);
  }

  @Test
  void theScaleFollowsFromTheCosts() throws Exception {
    String page = Files.readString(DOCS.resolve("operations.md"));
    String table = new Scale(CostsCommand.read(DOCS.resolve("costs.md"))).markdown();
    assertThat(page)
        .as("run: java -jar benchmarks/target/benchmarks.jar scale docs")
        .contains(Scale.BEGIN + table + Scale.END);
  }
}
