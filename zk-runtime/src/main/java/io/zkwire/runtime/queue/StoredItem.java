package io.zkwire.runtime.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zkwire.Delivery;
import io.zkwire.ErrorCode;
import io.zkwire.NewItem;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an item's node holds: a JSON object with {@code id}, {@code at}, {@code tries}, {@code key},
 * {@code claim}, {@code error} and the {@code item} itself. Immutable.
 */
final class StoredItem {

  private static final Logger LOG = LoggerFactory.getLogger(StoredItem.class);
  private static final int LONGEST_ERROR = 1_000;
  private static final String CLAIM = "claim";
  private static final int LARGEST_NODE = WorkQueue.MOST_BYTES + (16 << 10);

  /** Reads any names and numbers that fit a node; remembers none. */
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(LARGEST_NODE)
                  .maxNameLength(LARGEST_NODE)
                  .maxNumberLength(LARGEST_NODE)
                  .build())
          .build();

  private final ObjectNode json;
  private final @Nullable String unreadable;

  private StoredItem(ObjectNode json, @Nullable String unreadable) {
    this.json = json;
    this.unreadable = unreadable;
  }

  /**
   * What the node of a new one holds.
   *
   * @param item what is put
   * @param now in milliseconds since 1970
   * @throws ZkWireException ZK-QUEUE-21 if it is too large or cannot be written
   */
  static byte[] encode(String queue, NewItem<?> item, long now) {
    byte[] value;
    String key;
    try {
      value = Json.MAPPER.writeValueAsBytes(item.value());
      key = item.key() == null ? "" : ",\"key\":" + Json.MAPPER.writeValueAsString(item.key());
    } catch (JsonProcessingException e) {
      throw refused(queue, "cannot be written: " + e.getMessage(), "Put what Jackson writes", e);
    }
    if (value.length > WorkQueue.MOST_BYTES) {
      throw refused(
          queue,
          "has " + value.length + " bytes, more than " + WorkQueue.MOST_BYTES,
          "Store large data elsewhere, and put where it is",
          null);
    }
    String before =
        "{\"id\":\"" + UUID.randomUUID() + "\",\"at\":" + now + ",\"tries\":0" + key + ",\"item\":";
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + value.length + 1);
    System.arraycopy(value, 0, all, head.length, value.length);
    all[all.length - 1] = '}';
    String unreadable = parse("", all).unreadable();
    if (unreadable != null) {
      throw refused(
          queue,
          "could not be read by those who take it: " + unreadable,
          "Nest at most 45 levels, with names and numbers of at most 1,000 characters",
          null);
    }
    return all;
  }

  private static ZkWireException refused(
      String queue, String problem, String mend, @Nullable Throwable cause) {
    return new ZkWireException(
        ErrorCode.QUEUE_ITEM, "an item for the queue '" + queue + "' " + problem, mend, cause);
  }

  /** What a parked node holds, which may hold an item that cannot be read, whole. */
  static StoredItem parseParked(String node, byte @Nullable [] data) {
    return parse(node, data, 2 * LARGEST_NODE);
  }

  /** What a node holds; hostile or broken content gives one that is {@link #unreadable}. */
  static StoredItem parse(String node, byte @Nullable [] data) {
    return parse(node, data, LARGEST_NODE);
  }

  private static StoredItem parse(String node, byte @Nullable [] data, int largest) {
    byte[] bytes = data == null ? new byte[0] : data;
    String problem;
    if (bytes.length > largest) {
      problem = "it has " + bytes.length + " bytes";
    } else {
      try {
        if (Json.MAPPER.readTree(bytes) instanceof ObjectNode json) {
          if (!json.path("id").isTextual()) {
            json.put("id", node);
          }
          return new StoredItem(json, json.has("item") ? null : "it has no 'item'");
        }
        problem = "it is no JSON object";
      } catch (IOException e) {
        problem = "it is no JSON: " + e.getMessage();
      }
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", node);
    int shown = Math.min(bytes.length, LONGEST_ERROR);
    json.set("item", TextNode.valueOf(new String(bytes, 0, shown, StandardCharsets.UTF_8)));
    if (bytes.length <= LARGEST_NODE) {
      json.put("raw", bytes);
      json.put("key", keyOf(bytes));
    }
    return new StoredItem(json, problem);
  }

  /** The key of what cannot be read as a whole, since its node goes with the item; or null. */
  private static @Nullable String keyOf(byte[] bytes) {
    try (JsonParser in = LENIENT.createParser(bytes)) {
      JsonToken token = in.nextToken();
      for (token = in.nextToken(); token == JsonToken.FIELD_NAME; token = in.nextToken()) {
        boolean key = "key".equals(in.currentName());
        if (in.nextToken() == JsonToken.VALUE_STRING && key) {
          return in.getText();
        }
        in.skipChildren();
      }
    } catch (IOException e) {
      return null; // up to there it has none
    }
    return null;
  }

  /** Why nobody could work on it, or null if one can. */
  @Nullable String unreadable() {
    return unreadable;
  }

  String id() {
    return json.path("id").asText();
  }

  int tries() {
    return Math.max(0, json.path("tries").asInt());
  }

  @Nullable String key() {
    return json.path("key").isTextual() ? json.path("key").asText() : null;
  }

  String error() {
    return json.path("error").asText("");
  }

  long parkedAt() {
    return json.path("parked").asLong();
  }

  /** The item, as text. */
  String text() {
    return json.path("item").toString();
  }

  Delivery delivery(int priority) {
    return new Delivery(id(), key(), priority, tries(), json.path("at").asLong());
  }

  /** The item as a value of its type. */
  Object value(JavaType type) throws JsonProcessingException {
    Object value = Json.MAPPER.treeToValue(json.path("item"), type);
    if (value == null) {
      throw new IllegalArgumentException("the item is null");
    }
    return value;
  }

  /** As it is claimed for one more try; what the claim holds tells later whose it was. */
  StoredItem tried(String claim) {
    ObjectNode copy = json.deepCopy();
    copy.put("tries", tries() + 1);
    copy.put(CLAIM, claim);
    return new StoredItem(copy, unreadable);
  }

  /** As if it had not been claimed: nobody has begun to work on it. */
  StoredItem untried() {
    ObjectNode copy = json.deepCopy();
    copy.put("tries", tries() - 1);
    copy.remove(CLAIM);
    return new StoredItem(copy, unreadable);
  }

  /** What the claim held by which it was tried last; empty if it says no such thing. */
  String claim() {
    return json.path(CLAIM).asText("");
  }

  StoredItem withError(String error) {
    ObjectNode copy = json.deepCopy();
    copy.remove(CLAIM);
    String text = Names.printable(error);
    copy.put("error", text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text);
    return new StoredItem(copy, unreadable);
  }

  StoredItem withParkedAt(long millis) {
    ObjectNode copy = json.deepCopy();
    copy.put("parked", millis);
    return new StoredItem(copy, unreadable);
  }

  /** What its node held when it was put; what could not be read, byte for byte. */
  byte[] fresh() {
    try {
      if (json.path("raw").isTextual()) {
        return json.path("raw").binaryValue();
      }
    } catch (IOException e) {
      LOG.debug("what was parked holds no item, but {}", json.path("raw").asText(), e);
    }
    ObjectNode copy = json.deepCopy();
    copy.put("tries", 0);
    copy.remove("parked");
    return new StoredItem(copy, unreadable).bytes();
  }

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
