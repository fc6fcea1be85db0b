package io.zkwire.runtime.barrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.runtime.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node of one generation says. It is written at most twice: when the parties have entered
 * or cannot any more, and when they have left or cannot. The version of the node is the number of
 * these decisions, so that each is made once. Immutable.
 *
 * @param state what has come of it
 * @param members who passed, by the names of their nodes
 * @param reason why it was broken, or null
 * @param by who says so
 */
record Generation(State state, List<String> members, @Nullable Reason reason, String by) {

  /** What has come of it. */
  enum State {
    /** Parties may enter. */
    OPEN,
    /** All are inside. */
    PASSED,
    /** All have left. */
    LEFT,
    /** Nobody passes. */
    BROKEN,
    /** All passed, and not all could leave. */
    BROKEN_INSIDE
  }

  static Generation open() {
    return new Generation(State.OPEN, List.of(), null, "");
  }

  static Generation passed(List<String> members, String by) {
    return new Generation(State.PASSED, members, null, by);
  }

  Generation left(String now) {
    return new Generation(State.LEFT, members, null, now);
  }

  Generation broken(Reason why, String now) {
    return new Generation(
        state == State.OPEN ? State.BROKEN : State.BROKEN_INSIDE, members, why, now);
  }

  /** Whether those inside passed. */
  boolean isPassed() {
    return state == State.PASSED || state == State.LEFT || state == State.BROKEN_INSIDE;
  }

  /** What a node holds; what nobody can read is taken for broken, so that nobody passes. */
  static Generation parse(byte @Nullable [] data) {
    try {
      JsonNode json = Json.MAPPER.readTree(data == null ? new byte[0] : data);
      List<String> members = new ArrayList<>();
      json.path("members").forEach(each -> members.add(each.asText()));
      return new Generation(
          State.valueOf(json.path("state").asText()),
          List.copyOf(members),
          json.hasNonNull("reason") ? Reason.valueOf(json.path("reason").asText()) : null,
          json.path("by").asText(""));
    } catch (IOException | IllegalArgumentException e) {
      return new Generation(State.BROKEN, List.of(), Reason.UNKNOWN, "");
    }
  }

  byte[] bytes() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("state", state.name());
    ArrayNode names = json.putArray("members");
    members.forEach(names::add);
    if (reason != null) {
      json.put("reason", reason.name());
    }
    json.put("by", by);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
