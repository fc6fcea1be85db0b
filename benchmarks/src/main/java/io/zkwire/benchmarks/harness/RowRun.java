package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured for a row, and where.
 *
 * @param row the row's name
 * @param at when the last run ended, in UTC
 * @param quick whether it was the short form
 * @param runs how many runs, each in a JVM of its own
 * @param environment what the machine and the software were, see {@link Environment}
 * @param results the lines
 */
record RowRun(
    String row,
    String at,
    boolean quick,
    int runs,
    Map<String, String> environment,
    List<Result> results) {

  static RowRun of(JsonNode json) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.path("environment").properties()) {
      environment.put(entry.getKey(), entry.getValue().textValue());
    }
    List<Result> results = new ArrayList<>();
    json.path("results").forEach(result -> results.add(Result.of(result)));
    return new RowRun(
        json.path("row").textValue(),
        json.path("at").textValue(),
        json.path("quick").booleanValue(),
        json.path("runs").intValue(),
        environment,
        results);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("row", row);
    json.put("at", at);
    json.put("quick", quick);
    json.put("runs", runs);
    json.put("environment", environment);
    json.put("results", results.stream().map(Result::json).toList());
    return json;
  }

  /** Joins the lines of several runs, which must be the same but for their figures. */
  static List<Result> join(List<List<Line>> runs) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < runs.get(0).size(); i++) {
      Line line = runs.get(0).get(i);
      Samples ours = new Samples();
      Samples theirs = new Samples();
      for (List<Line> run : runs) {
        ours.add(run.get(i).ours());
        theirs.add(run.get(i).peer());
      }
      String[] names = line.name().split(" \\| ", 2);
      results.add(
          new Result(
              line.row(),
              names[0],
              names.length > 1 ? names[1] : "",
              Figure.of(ours),
              Figure.of(theirs),
              line.unit(),
              line.goal()));
    }
    return results;
  }

  /** What tells runs of one kind: everything but the moment. */
  Map<String, String> place() {
    Map<String, String> place = new TreeMap<>(environment);
    place.remove(Environment.LOAD);
    place.remove(Environment.FSYNC);
    place.put("form", quick ? "quick" : "full");
    place.put("runs", Integer.toString(runs));
    return place;
  }
}
