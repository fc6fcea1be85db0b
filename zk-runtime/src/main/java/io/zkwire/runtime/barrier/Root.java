package io.zkwire.runtime.barrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/**
 * Where a barrier stands, and what its root holds: how many parties there are, and which generation
 * may be entered. Immutable.
 *
 * @param name the name of the barrier
 * @param parties how many there are
 */
record Root(String name, int parties) {

  /** For how many generations those who come late can still read what came of theirs. */
  static final int KEPT = 50;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  String path() {
    return "/barriers/" + name;
  }

  String generation(long number) {
    return path() + "/" + number;
  }

  byte[] bytes(long generation) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("parties", parties);
    json.put("generation", generation);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Which generation may be entered.
   *
   * @param data what the root holds
   * @throws ZkWireException ZK-BARRIER-21 if it is another barrier, or none
   */
  long current(byte @Nullable [] data) {
    int found = 0;
    long generation = 0;
    try {
      JsonNode json = Json.MAPPER.readTree(data == null ? new byte[0] : data);
      found = json.path("parties").asInt();
      generation = json.path("generation").asLong();
    } catch (IOException e) {
      found = 0; // said below
    }
    if (found != parties || generation < 1) {
      throw new ZkWireException(
          ErrorCode.BARRIER_CONFLICT,
          "the barrier '"
              + name
              + "' is used with "
              + parties
              + " parties, and "
              + path()
              + (generation < 1 ? " holds no barrier" : " says " + found),
          "Use one number everywhere; delete the node when nobody uses it",
          null);
    }
    return generation;
  }

  /** Makes the root and its first generation. */
  List<Op> create(Requests requests) {
    return List.of(
        requests.create(path(), bytes(1), CreateMode.PERSISTENT),
        requests.create(generation(1), Generation.open().bytes(), CreateMode.PERSISTENT));
  }

  /** Names the next generation in place of one that nobody can enter. */
  List<Op> passOver(Requests requests, long number, int version) {
    return List.of(
        requests.set(path(), bytes(number + 1), version),
        requests.create(generation(number + 1), Generation.open().bytes(), CreateMode.PERSISTENT));
  }

  /** The generations before one. */
  List<String> before(long number, @Nullable Listing all) {
    return all == null
        ? List.of()
        : all.names().stream()
            .filter(each -> NUMBER.matcher(each).matches() && Long.parseLong(each) < number)
            .map(each -> path() + "/" + each)
            .toList();
  }

  /** The nodes of a kind by age: those who come later stand behind. */
  static List<String> standing(Listing listing, String prefix) {
    return listing.names().stream()
        .filter(each -> each.startsWith(prefix))
        .sorted(Comparator.comparing(each -> each.substring(each.lastIndexOf('-') + 1)))
        .toList();
  }

  /**
   * One node a party, the newest: one that came back in a new session may stand twice while the
   * servers have not given up the old one.
   */
  static List<String> onceEach(List<String> standing) {
    Map<String, String> newest = new LinkedHashMap<>();
    standing.forEach(each -> newest.put(each.substring(0, each.lastIndexOf('-')), each));
    return List.copyOf(newest.values());
  }

  /** The end of a generation: what came of it, and the next one, at once. */
  List<Op> decide(Requests requests, long number, Generation outcome, List<String> members) {
    List<Op> ops = new ArrayList<>();
    ops.add(requests.set(generation(number), outcome.bytes(), 0));
    members.forEach(each -> ops.add(requests.check(generation(number) + "/" + each)));
    ops.add(requests.set(path(), bytes(number + 1), -1));
    ops.add(
        requests.create(generation(number + 1), Generation.open().bytes(), CreateMode.PERSISTENT));
    return ops;
  }

  /** What came of leaving. */
  List<Op> decideLeaving(Requests requests, long number, Generation outcome, List<String> members) {
    List<Op> ops = new ArrayList<>();
    ops.add(requests.set(generation(number), outcome.bytes(), 1));
    members.forEach(each -> ops.add(requests.check(generation(number) + "/" + each)));
    return ops;
  }
}
