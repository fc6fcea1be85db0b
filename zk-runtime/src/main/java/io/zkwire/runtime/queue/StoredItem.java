package io.zkwire.runtime.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/**
 * What an item's node holds: a JSON object with {@code id}, {@code at}, {@code tries}, {@code key},
 * {@code error} and the {@code item} itself. Immutable.
 */
final class StoredItem {

  private static final int LONGEST_ERROR = 1_000;
  private static final int LARGEST_NODE = WorkQueue.MOST_BYTES + (16 << 10);

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
    return all;
  }

  private static ZkWireException refused(
      String queue, String problem, String mend, @Nullable Throwable cause) {
    return new ZkWireException(
        ErrorCode.QUEUE_ITEM, "an item for the queue '" + queue + "' " + problem, mend, cause);
  }

  /** What a node holds; hostile or broken content gives one that is {@link #unreadable}. */
  static StoredItem parse(String node, byte @Nullable [] data) {
    byte[] bytes = data == null ? new byte[0] : data;
    String problem;
    if (bytes.length > LARGEST_NODE) {
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
    return new StoredItem(json, problem);
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

  StoredItem withTries(int tries) {
    ObjectNode copy = json.deepCopy();
    copy.put("tries", tries);
    return new StoredItem(copy, unreadable);
  }

  StoredItem withError(String error) {
    ObjectNode copy = json.deepCopy();
    String text = Names.printable(error);
    copy.put("error", text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text);
    return new StoredItem(copy, unreadable);
  }

  StoredItem withParkedAt(long millis) {
    ObjectNode copy = json.deepCopy();
    copy.put("parked", millis);
    return new StoredItem(copy, unreadable);
  }

  /** As it was when it was put. */
  StoredItem fresh() {
    ObjectNode copy = json.deepCopy();
    copy.put("tries", 0);
    copy.remove("parked");
    return new StoredItem(copy, unreadable);
  }

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
