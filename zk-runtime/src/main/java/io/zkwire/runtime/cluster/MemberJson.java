package io.zkwire.runtime.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a member's node. What is read is hostile: its size, depth and numbers are limited,
 * and nothing in it names a class.
 */
final class MemberJson {

  /** The largest node that is written: thirty of them are one answer of less than 256 KiB. */
  static final int LARGEST = 8 << 10;

  private static final int LARGEST_READ = 64 << 10;
  private static final long LONGEST_TIMEOUT = Duration.ofHours(1).toMillis();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxStringLength(LARGEST_READ)
                          .maxNameLength(1_000)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private MemberJson() {}

  /** Why a node is no member's. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  /** Writes a member. */
  static byte[] write(Member member) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", member.id());
    json.put("incarnation", member.incarnation());
    json.put("host", member.host());
    json.put("addresses", member.addresses());
    json.put("pid", member.pid());
    json.put("started", member.started().toString());
    json.put("sessionTimeout", member.sessionTimeout().toMillis());
    json.put("zkwire", member.zkwire());
    json.put("version", member.version());
    json.put("health", member.health().name());
    json.put("status", member.status().name());
    json.put("state", member.state());
    return bytes(json);
  }

  static byte[] bytes(Object json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values that cannot be written as JSON", e);
    }
  }

  /** Reads a member. */
  static Member read(String group, String id, byte @Nullable [] data) throws Unreadable {
    JsonNode json = tree(data);
    if (!json.path("id").asText().equals(id)) {
      throw new Unreadable("its id is not the name of its node");
    }
    try {
      return new Member(
          group,
          id,
          text(json, "incarnation"),
          text(json, "host"),
          texts(json.path("addresses")),
          json.path("pid").asLong(),
          Instant.parse(text(json, "started")),
          timeout(json),
          text(json, "zkwire"),
          text(json, "version"),
          MemberHealth.valueOf(text(json, "health")),
          MemberStatus.valueOf(text(json, "status")),
          state(json.path("state")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** How many buckets the node of a group wants. */
  static int buckets(byte @Nullable [] data) throws Unreadable {
    if (data == null || data.length == 0) {
      return 0;
    }
    JsonNode buckets = tree(data).path("buckets");
    if (buckets.isMissingNode()) {
      return 0;
    }
    if (!buckets.canConvertToInt()
        || buckets.asInt() < 0
        || buckets.asInt() > Places.MOST_BUCKETS) {
      throw new Unreadable("its buckets are not 0 to " + Places.MOST_BUCKETS);
    }
    return buckets.asInt();
  }

  private static JsonNode tree(byte @Nullable [] data) throws Unreadable {
    if (data == null || data.length == 0) {
      throw new Unreadable("it is empty");
    }
    if (data.length > LARGEST_READ) {
      throw new Unreadable("it is larger than " + LARGEST_READ + " bytes");
    }
    try {
      JsonNode json = JSON.readTree(data);
      if (!json.isObject()) {
        throw new Unreadable("it is no JSON object");
      }
      return json;
    } catch (IOException e) {
      throw new Unreadable("it is no JSON: " + e.getClass().getSimpleName());
    }
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).asText("");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static List<String> texts(JsonNode json) {
    List<String> out = new ArrayList<>();
    for (JsonNode each : json) {
      if (out.size() < LocalHost.MOST_ADDRESSES) {
        out.add(each.asText());
      }
    }
    return Collections.unmodifiableList(out);
  }

  private static Duration timeout(JsonNode json) {
    long millis = json.path("sessionTimeout").asLong();
    return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_TIMEOUT)));
  }

  private static Map<String, Object> state(JsonNode json) {
    return json.isObject() ? map(json) : Map.of();
  }

  private static Map<String, Object> map(JsonNode json) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      out.put(each.getKey(), plain(each.getValue()));
    }
    return Collections.unmodifiableMap(out);
  }

  @SuppressWarnings("NullAway") // JSON's null is a value of a state
  private static Object plain(JsonNode json) {
    if (json.isObject()) {
      return map(json);
    }
    if (json.isArray()) {
      List<Object> out = new ArrayList<>();
      json.forEach(each -> out.add(plain(each)));
      return Collections.unmodifiableList(out);
    }
    if (json.isBoolean()) {
      return json.asBoolean();
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.asLong();
    }
    return json.isNull() ? null : json.isNumber() ? (Object) json.asDouble() : json.asText();
  }
}
