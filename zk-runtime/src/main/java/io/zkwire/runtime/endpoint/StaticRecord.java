package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The static record of a domain: {@code ip:port,ip:port}. Immutable.
 *
 * @param endpoints what could be read
 * @param malformed the entries that could not be, with the reason
 */
record StaticRecord(List<Endpoint> endpoints, Map<String, String> malformed) {

  static final StaticRecord NONE = new StaticRecord(List.of(), Map.of());

  private static final int MOST = 10_000;

  /** Reads the data of a domain's node. */
  static StaticRecord read(byte @Nullable [] data) {
    List<String> entries = entries(data);
    List<Endpoint> endpoints = new ArrayList<>();
    Map<String, String> malformed = new LinkedHashMap<>();
    for (String entry : entries) {
      if (endpoints.size() + malformed.size() == MOST) {
        malformed.put("...", "there are more than " + MOST);
        break;
      }
      try {
        endpoints.add(Endpoint.parse(entry));
      } catch (IllegalArgumentException e) {
        malformed.put(entry, String.valueOf(e.getMessage()));
      }
    }
    return new StaticRecord(endpoints, malformed);
  }

  /** The entries as they are written, without the empty ones. */
  static List<String> entries(byte @Nullable [] data) {
    if (data == null) {
      return List.of();
    }
    List<String> entries = new ArrayList<>();
    for (String entry : new String(data, StandardCharsets.UTF_8).split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }
}
