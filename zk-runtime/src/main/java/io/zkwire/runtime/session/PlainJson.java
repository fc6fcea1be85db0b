package io.zkwire.runtime.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON: texts, whole numbers, truth values, and collections and maps of them
 * that are the JDK's own. Each process describes itself when it connects: Jackson's writer of
 * tokens is enough for that, and its mapper of objects would cost the start some hundred classes.
 */
final class PlainJson {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEEPEST = 50;

  private PlainJson() {}

  /**
   * A value that is JSON already.
   *
   * @param json the text
   */
  record Written(String json) {}

  /** The JSON of a value, or null where it is not plain. */
  static @Nullable String of(@Nullable Object value) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT); // left half way, it is no JSON
      if (!write(json, value, 0)) {
        return null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return out.toString();
  }

  private static boolean write(JsonGenerator json, @Nullable Object value, int depth)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Written written) {
      json.writeRawValue(written.json());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (depth < DEEPEST && value.getClass().getName().startsWith("java.util.")) {
      if (value instanceof Map<?, ?> map) {
        return object(json, map, depth + 1);
      }
      return value instanceof Collection<?> all && array(json, all, depth + 1);
    } else {
      return false;
    }
    return true;
  }

  private static boolean object(JsonGenerator json, Map<?, ?> map, int depth) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      if (!(each.getKey() instanceof String name)) {
        return false;
      }
      json.writeFieldName(name);
      if (!write(json, each.getValue(), depth)) {
        return false;
      }
    }
    json.writeEndObject();
    return true;
  }

  private static boolean array(JsonGenerator json, Collection<?> all, int depth)
      throws IOException {
    json.writeStartArray();
    for (Object each : all) {
      if (!write(json, each, depth)) {
        return false;
      }
    }
    json.writeEndArray();
    return true;
  }
}
