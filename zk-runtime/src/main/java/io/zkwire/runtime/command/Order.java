package io.zkwire.runtime.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the node of a command, as JSON. Immutable.
 *
 * @param command the name of the command
 * @param from the UUID of the {@code ZkWire} that sent it
 * @param to the members that shall carry it out
 * @param leader the role whose leader shall, or null
 * @param arguments the arguments, in their order
 * @param ttl how many milliseconds after its creation members may begin
 */
record Order(
    String command,
    @Nullable String from,
    @Nullable List<String> to,
    @Nullable String leader,
    @Nullable List<JsonNode> arguments,
    long ttl) {

  static final int MOST_ARGUMENTS = 32;
  static final long LONGEST = Duration.ofDays(1).toMillis();

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an order that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what somebody has written.
   *
   * @throws IOException if it is no order
   */
  static Order of(byte @Nullable [] bytes) throws IOException {
    if (bytes == null || bytes.length > Limits.NODE) {
      throw new IOException(bytes == null ? "it is empty" : "it has " + bytes.length + " bytes");
    }
    Order order = Json.MAPPER.readValue(bytes, Order.class);
    if (order == null || order.command() == null) {
      throw new IOException("it names no command");
    }
    if (order.values().size() > MOST_ARGUMENTS) {
      throw new IOException("it has " + order.values().size() + " arguments");
    }
    if (order.ttl() < 1 || order.ttl() > LONGEST) {
      throw new IOException("its ttl is " + order.ttl());
    }
    return order;
  }

  /** The arguments. */
  List<JsonNode> values() {
    return Objects.requireNonNullElse(arguments, List.of());
  }

  /** Whether a member is among the addressees. */
  boolean isTo(String member) {
    return leader != null || (to != null && to.contains(member));
  }

  /** The name for messages. */
  String shown() {
    return Names.printable(command);
  }
}
