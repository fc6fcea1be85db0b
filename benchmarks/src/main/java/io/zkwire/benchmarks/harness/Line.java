package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run measured for one line of the scoreboard.
 *
 * @param row the row it belongs to
 * @param name what was measured, and after a bar the peer
 * @param ours the figure of zkwire
 * @param peer the figure of the peer, measured in the same run
 * @param unit the unit of both
 * @param goal what ours must reach
 */
public record Line(String row, String name, double ours, double peer, String unit, Goal goal) {

  /** Refuses figures that are none. */
  public Line {
    if (!Double.isFinite(ours) || !Double.isFinite(peer)) {
      throw new IllegalArgumentException(row + " " + name + ": " + ours + " against " + peer);
    }
  }

  /** The one that was written. */
  static Line of(JsonNode json) {
    return new Line(
        json.path("row").textValue(),
        json.path("name").textValue(),
        json.path("ours").doubleValue(),
        json.path("peer").doubleValue(),
        json.path("unit").textValue(),
        Goal.parse(json.path("goal").textValue()));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row", row);
    json.put("name", name);
    json.put("ours", ours);
    json.put("peer", peer);
    json.put("unit", unit);
    json.put("goal", goal.text());
    return json;
  }
}
