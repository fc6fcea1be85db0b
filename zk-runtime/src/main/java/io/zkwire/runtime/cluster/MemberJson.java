package io.zkwire.runtime.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a member's node. What is read is hostile: its size, depth and numbers are limited,
 * and nothing in it names a class.
 */
final class MemberJson {

  /** The largest node that is written: thirty of them are one answer of less than 256 KiB. */
  static final int LARGEST = 8 << 10;

  private static final int LARGEST_READ = 64 << 10;
  private static final int USUAL = 512;

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
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", member.id());
      json.writeStringField("incarnation", member.incarnation());
      json.writeStringField("host", member.host());
      json.writeArrayFieldStart("addresses");
      for (String address : member.addresses()) {
        json.writeString(address);
      }
      json.writeEndArray();
      json.writeNumberField("pid", member.pid());
      json.writeStringField("started", member.started().toString());
      json.writeNumberField("sessionTimeout", member.sessionTimeout().toMillis());
      json.writeStringField("zkwire", member.zkwire());
      json.writeStringField("version", member.version());
      json.writeStringField("health", member.health().name());
      json.writeStringField("status", member.status().name());
      json.writeFieldName("state");
      if (member.state().isEmpty()) {
        json.writeStartObject();
        json.writeEndObject();
      } else {
        JSON.writeValue(json, member.state());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("plain values that cannot be written as JSON", e);
    }
    return out.toByteArray();
  }

  /** Reads a member. */
  static Member read(String group, String id, byte @Nullable [] data) throws Unreadable {
    try (JsonParser json = JSON.createParser(checked(data))) {
      return new MemberParser(json).member(group, id);
    } catch (IOException e) {
      throw notJson(e);
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

  private static JsonNode tree(byte[] data) throws Unreadable {
    try {
      JsonNode json = JSON.readTree(checked(data));
      if (!json.isObject()) {
        throw new Unreadable("it is no JSON object");
      }
      return json;
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  private static byte[] checked(byte @Nullable [] data) throws Unreadable {
    if (data == null || data.length == 0) {
      throw new Unreadable("it is empty");
    }
    if (data.length > LARGEST_READ) {
      throw new Unreadable("it is larger than " + LARGEST_READ + " bytes");
    }
    return data;
  }

  private static Unreadable notJson(IOException e) {
    return new Unreadable("it is no JSON: " + e.getClass().getSimpleName());
  }
}
