package io.zkwire.runtime.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zkwire.Acknowledgement;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Json;
import org.jspecify.annotations.Nullable;

/** What is known of one addressee. */
record Acknowledged(String member, State state, String error, @Nullable String json)
    implements Acknowledgement {

  static Acknowledged pending(String member) {
    return new Acknowledged(member, State.PENDING, "", null);
  }

  Acknowledged in(State now) {
    return new Acknowledged(member, now, error, json);
  }

  @Override
  public <T> @Nullable T result(Class<T> type) {
    try {
      return json == null ? null : Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new ZkWireException(
          ErrorCode.COMMAND_BAD,
          "what '" + member + "' answered is no " + type.getName(),
          "Ask for the type that its method returns",
          e);
    }
  }

  @Override
  public String toString() {
    return member
        + " "
        + state
        + (error.isEmpty() ? "" : " (" + error + ")")
        + (json == null ? "" : " " + json);
  }
}
