package io.zkwire.runtime.barrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
