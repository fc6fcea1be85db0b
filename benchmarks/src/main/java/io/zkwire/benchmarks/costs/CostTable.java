package io.zkwire.benchmarks.costs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The costs of operations, by name, as a table of Markdown that can be read back. Not thread-safe.
 */
final class CostTable {

  static final String BEGIN = "<!-- costs -->\n";
  static final String END = "<!-- /costs -->";

  /** What the name of an operation ends with whose cost differs from time to time. */
  static final String UP_TO = ", up to";

  private static final String HEAD =
      """
      | Feature | Operation | Requests | Writes among them | Watches set | Events | Bytes sent | Bytes received |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      """;
  private static final int COLUMNS = 8;

  private final Map<String, WireCost> costs = new LinkedHashMap<>();

  /**
   * Adds a measurement. Of several of one operation the least of each figure counts; of one that
   * depends on who is faster, the most.
   */
  void add(String feature, String operation, WireCost cost) {
    String name = feature + " | " + operation;
    costs.merge(name, cost, isBound(name) ? WireCost::most : WireCost::least);
  }

  /** Adds all of another table. */
  void addAll(CostTable other) {
    costs.putAll(other.costs);
  }

  /** Whether the figures of an operation are upper bounds. */
  static boolean isBound(String name) {
    return name.endsWith(UP_TO);
  }

  /** The names in the order of the table. */
  List<String> names() {
    return new ArrayList<>(costs.keySet());
  }

  /**
   * The cost of an operation.
   *
   * @throws IllegalArgumentException if it is not in the table
   */
  WireCost of(String name) {
    WireCost cost = costs.get(name);
    if (cost == null) {
      throw new IllegalArgumentException("no operation " + name + " among " + costs.keySet());
    }
    return cost;
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    costs.forEach(
        (name, cost) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                    name,
                    cost.requests(),
                    cost.writes(),
                    cost.watches(),
                    cost.events(),
                    cost.sent(),
                    cost.received())));
    return text.toString();
  }

  /** Reads the table of a page. */
  static CostTable read(String page) {
    CostTable table = new CostTable();
    String part = page.substring(page.indexOf(BEGIN), page.indexOf(END));
    for (String line : part.lines().skip(3).toList()) {
      String[] cells = line.replaceAll("^\\| | \\|$", "").split(" \\| ", -1);
      if (cells.length != COLUMNS) {
        throw new IllegalArgumentException("no line of the table: " + line);
      }
      double[] figures = new double[COLUMNS - 2];
      for (int i = 0; i < figures.length; i++) {
        figures[i] = Double.parseDouble(cells[i + 2]);
      }
      table.add(
          cells[0],
          cells[1],
          new WireCost(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]));
    }
    return table;
  }
}
