package io.zkwire.runtime.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.Acknowledgement.State;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the node of an acknowledgement, as JSON. Immutable.
 *
 * @param state how far the member is; never PENDING
 * @param receiver a UUID of who received it: another one after a restart
 * @param result what the method returned, or null
 * @param error why it failed, or null
 */
record Ack(
    @Nullable State state,
    @Nullable String receiver,
    @Nullable JsonNode result,
    @Nullable String error) {

  private static final int LONGEST_ERROR = 1_000;

  static Ack of(State state, String receiver) {
    return new Ack(state, receiver, null, null);
  }

  static Ack failed(String receiver, String error) {
    String cut = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    return new Ack(State.FAILED, receiver, null, cut);
  }

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an acknowledgement that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what somebody has written.
   *
   * @throws IOException if it is no acknowledgement
   */
  static Ack of(byte @Nullable [] bytes) throws IOException {
    if (bytes == null || bytes.length > Limits.NODE) {
      throw new IOException(bytes == null ? "it is empty" : "it has " + bytes.length + " bytes");
    }
    Ack ack = Json.MAPPER.readValue(bytes, Ack.class);
    if (ack == null || ack.state() == null) {
      throw new IOException("it has no state");
    }
    return ack;
  }
}
