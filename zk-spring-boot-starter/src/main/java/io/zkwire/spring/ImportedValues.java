package io.zkwire.spring;

import io.zkwire.ConfigEntry;
import java.io.IOException;
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
    if ((trimmed.startsWith("{") || trimmed.startsWith("["))
        && members(name, entry, trimmed, out)) {
      return;
    }
    out.put(name, text);
  }

  /** Whether it was JSON. The exception is Jackson's, which is not loaded where nothing is JSON. */
  private static boolean members(
      String name, ConfigEntry entry, String text, Map<String, Object> out) {
    try {
      ImportedJson.add(name, text, out);
      return true;
    } catch (IOException e) {
      LOG.debug("{} looks like JSON and is imported as text only", entry.key(), e);
      return false;
    }
  }
}
