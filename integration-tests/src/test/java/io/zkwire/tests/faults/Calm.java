package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all must see once nothing is done to them any more. */
final class Calm {
  static final String OPERATOR = "operator";

  private Calm() {}

  /** The parts {@code name=value} of a look. */
  static Map<String, String> parts(String look) {
    Map<String, String> parts = new HashMap<>();
    for (String part : look.split(" ")) {
      int at = part.indexOf('=');
      if (at > 0) {
        parts.put(part.substring(0, at), part.substring(at + 1));
      }
    }
    return parts;
  }

  /**
   * What is not as it must be.
   *
   * @param workers how many workers there are
   * @param stored the numbers that are stored
   * @param looks what workers and the operator see, by name
   * @return nothing if all see the same, and it is so
   */
  static List<String> wrong(int workers, String stored, Map<String, String> looks) {
    List<String> ids = IntStream.range(0, workers).mapToObj(i -> "w" + i).toList();
    String members = String.join(",", ids);
    String endpoints =
        IntStream.range(0, workers)
            .mapToObj(i -> EndpointLoad.HOST + ":" + EndpointLoad.port(i))
            .collect(Collectors.joining(",", "", "," + EndpointLoad.STATIC));
    List<String> wrong = new ArrayList<>();
    List<String> shards = new ArrayList<>();
    int leaders = 0;
    for (String id : ids) {
      Map<String, String> seen = parts(looks.getOrDefault(id, ""));
      same(id, "state", "CONNECTED", seen, wrong);
      same(id, "members", members, seen, wrong);
      same(id, "endpoints", endpoints, seen, wrong);
      same(id, "config", stored, seen, wrong);
      leaders += "true".equals(seen.get("leads")) ? 1 : 0;
      List<String> share =
          Stream.of(seen.getOrDefault("shards", "").split(",")).filter(s -> !s.isEmpty()).toList();
      shards.addAll(share);
      if (share.size() != ShardLoad.SHARDS / workers) {
        wrong.add(id + " has the shards " + share);
      }
    }
    if (leaders != 1) {
      wrong.add(leaders + " lead");
    }
    if (shards.stream().distinct().count() != ShardLoad.SHARDS) {
      wrong.add("the shards are had as " + shards.stream().sorted().toList());
    }
    Map<String, String> seen = parts(looks.getOrDefault(OPERATOR, ""));
    same(OPERATOR, "members", members, seen, wrong);
    same(OPERATOR, "endpoints", endpoints, seen, wrong);
    String progress = seen.getOrDefault("progress", "");
    for (String id : ids) {
      if (!progress.contains(id + ":RUNNING") && !progress.contains(id + ":DONE")) {
        wrong.add(OPERATOR + " is told that " + id + " does not run: " + progress);
      }
    }
    return wrong;
  }

  private static void same(
      String who, String part, String wanted, Map<String, String> seen, List<String> wrong) {
    if (!wanted.equals(seen.get(part))) {
      wrong.add(who + " sees " + part + "=" + seen.get(part) + ", not " + wanted);
    }
  }
}
