package io.zkwire.spring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * Members of JSON objects and arrays as properties. Loaded, and Jackson with it, where a key holds
 * one.
 */
final class ImportedJson {

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

  private ImportedJson() {}

  /**
   * Adds the members of a document.
   *
   * @param name the name of the property that the document is
   * @param text the document
   * @param out the properties by name
   * @throws JsonProcessingException if it is no JSON; nothing is added then
   */
  static void add(String name, String text, Map<String, Object> out)
      throws JsonProcessingException {
    members(name, JSON.readTree(text), out);
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
