package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the scoreboard, from several runs of its row. Whether the goal is met follows from
 * the medians.
 *
 * @param row the row that it belongs to in the table; some rows measure lines of another one too
 * @param name what was measured
 * @param peer what it was measured against
 * @param ours the figure of zkwire
 * @param theirs the figure of the peer, measured in the same runs
 * @param unit the unit of both
 * @param goal what ours must reach
 */
record Result(
    String row, String name, String peer, Figure ours, Figure theirs, String unit, Goal goal) {

  static Result of(JsonNode json) {
    return new Result(
        json.path("row").textValue(),
        json.path("name").textValue(),
        json.path("peer").textValue(),
        Figure.of(json.path("ours")),
        Figure.of(json.path("peers")),
        json.path("unit").textValue(),
        Goal.parse(json.path("goal").textValue()));
  }

  boolean met() {
    return goal.reached(ours.median(), theirs.median());
  }

  /** Ours over the peer's; null where only the peer's is 0. */
  @Nullable Double ratio() {
    double ratio = ours.median() == theirs.median() ? 1 : ours.median() / theirs.median();
    return Double.isFinite(ratio) ? ratio : null;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("row", row);
    json.put("name", name);
    json.put("peer", peer);
    json.put("ours", ours.json());
    json.put("peers", theirs.json());
    json.put("unit", unit);
    json.put("ratio", ratio());
    json.put("goal", goal.text());
    json.put("met", met());
    return json;
  }
}
