package io.zkwire.runtime.exclusive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.runtime.session.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the node of a candidate tells of its process. Immutable.
 *
 * @param process the UUID of its {@code ZkWire}, or what another recipe has written
 * @param host its host, or empty
 * @param pid its process, or 0
 * @param beat the UUID of its beat node, or empty
 */
public record Description(String process, String host, long pid, String beat) {

  private static final int LARGEST = 4_096;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(10)
                          .maxStringLength(LARGEST)
                          .build())
                  .build())
          .build();

  byte[] bytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", process);
    json.put("host", host);
    json.put("pid", pid);
    json.put("beat", beat);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("four texts and numbers that cannot be written as JSON", e);
    }
  }

  /** Reads what anybody may have written. */
  public static Description parse(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length > LARGEST) {
      return new Description("", "", 0, "");
    }
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json != null && json.isObject()) {
        return new Description(
            text(json, "id"),
            text(json, "host"),
            json.path("pid").asLong(),
            uuid(text(json, "beat")));
      }
    } catch (IOException e) {
      return plain(bytes); // not ours: Curator's recipes write a plain text
    }
    return plain(bytes);
  }

  private static Description plain(byte[] bytes) {
    return new Description(Names.printable(new String(bytes, StandardCharsets.UTF_8)), "", 0, "");
  }

  /** What becomes part of a path must not lead elsewhere. */
  private static String uuid(String text) {
    return UUID_TEXT.matcher(text).matches() ? text : "";
  }

  private static String text(JsonNode json, String name) {
    return Names.printable(json.path(name).asText(""));
  }
}
