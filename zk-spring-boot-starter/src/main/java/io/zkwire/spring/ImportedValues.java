package io.zkwire.spring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.ConfigEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys as properties: {@code shop/limits} is {@code shop.limits}; of a JSON object or array each
 * member is a property. What stands there is only text: no class, script or placeholder of it is
 * heeded but Spring's own {@code ${name}}.
 */
final class ImportedValues {

  private static final Logger LOG = LoggerFactory.getLogger(ImportedValues.class);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(512 << 10)
                          .maxDocumentLength(1 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ImportedValues() {}

  /**
   * The properties that keys are.
   *
   * @param entries the keys
   * @param prefix below which they stand; empty for all
   * @return properties by name; names do not begin with the prefix
   */
  static Map<String, Object> of(Collection<ConfigEntry> entries, String prefix) {
    Map<String, Object> out = new LinkedHashMap<>();
    entries.forEach(entry -> add(name(entry.key(), prefix), entry, out));
    return out;
  }

  /** The name of the property that a key is. */
  static String name(String key, String prefix) {
    String below = key.startsWith(prefix + "/") ? key.substring(prefix.length() + 1) : key;
    return below.replace('/', '.');
  }

  private static void add(String name, ConfigEntry entry, Map<String, Object> out) {
    String text = entry.text();
    String trimmed = text.strip();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      try {
        members(name, JSON.readTree(trimmed), out);
        return;
      } catch (JsonProcessingException e) {
        LOG.debug("{} looks like JSON and is imported as text only", entry.key(), e);
      }
    }
    out.put(name, text);
  }

  private static void members(String name, JsonNode node, Map<String, Object> out) {
    if (node.isObject()) {
      node.properties().forEach(each -> member(name + "." + each.getKey(), each.getValue(), out));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      member(name + "[" + i + "]", node.get(i), out);
    }
  }

  private static void member(String name, JsonNode value, Map<String, Object> out) {
    if (value.isContainerNode()) {
      members(name, value, out);
    } else if (!value.isNull()) {
      out.put(name, value.asText());
    }
  }
}
