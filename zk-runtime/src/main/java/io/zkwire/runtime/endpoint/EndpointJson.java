package io.zkwire.runtime.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zkwire.Endpoint;
import io.zkwire.EndpointFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of endpoints: the JSON that Curator's x-discovery and Spring Cloud Zookeeper write. It
 * is read as a tree of plain values, and a class that it names is a text like any other.
 */
final class EndpointJson {

  private static final int LARGEST = 64 << 10;
  private static final int MOST = 100;
  private static final int LONGEST = 1_000;
  private static final String OWN = "zkwire";
  private static final Pattern WEIGHT = Pattern.compile("[0-9]{1,4}");
  private static final String STATUS = "instance_status";
  private static final String SPRING =
      "org.springframework.cloud.zookeeper.discovery.ZookeeperInstance";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(LARGEST)
                          .maxNameLength(LONGEST)
                          .maxNumberLength(50)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private EndpointJson() {}

  /**
   * Reads a node.
   *
   * @param id the name of the node
   * @param data its data
   * @return the endpoint, or null if it says of itself that it shall not be called
   * @throws IllegalArgumentException if it is no endpoint; the message quotes nothing
   */
  static @Nullable Endpoint read(String id, byte @Nullable [] data) {
    if (data == null || data.length == 0) {
      throw new IllegalArgumentException("it is empty");
    }
    if (data.length > LARGEST) {
      throw new IllegalArgumentException("it has " + data.length + " bytes, more than " + LARGEST);
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(data);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON that is accepted", e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    Map<String, String> metadata = texts(root.path("payload").path("metadata"), "metadata");
    if (!root.path("enabled").asBoolean(true) || !up(metadata)) {
      return null;
    }
    return endpoint(id, root, metadata);
  }

  private static boolean up(Map<String, String> metadata) {
    String status = metadata.getOrDefault(STATUS, "");
    return status.isBlank() || status.equalsIgnoreCase("UP");
  }

  private static Endpoint endpoint(String id, JsonNode root, Map<String, String> theirs) {
    JsonNode own = root.path(OWN);
    JsonNode host = root.path("address");
    if (!host.isTextual()) {
      throw new IllegalArgumentException("its address is no text");
    }
    JsonNode port = root.path("port").isNumber() ? root.path("port") : root.path("sslPort");
    if (!port.isIntegralNumber() || !port.canConvertToInt()) {
      throw new IllegalArgumentException("its port is no number");
    }
    Map<String, String> metadata = new TreeMap<>(theirs);
    metadata.remove(STATUS);
    metadata.putAll(texts(own.path("metadata"), "metadata"));
    String zone = limited(own.path("zone").asText(metadata.getOrDefault("zone", "")), "zone");
    return new Endpoint(
        id, host.textValue(), port.intValue(), weight(own, metadata), zone, tags(own), metadata);
  }

  private static int weight(JsonNode own, Map<String, String> metadata) {
    JsonNode weight = own.path("weight");
    if (weight.isIntegralNumber() && weight.canConvertToInt()) {
      return weight.intValue(); // the endpoint refuses what is out of range
    }
    String text = metadata.getOrDefault("weight", "");
    return WEIGHT.matcher(text).matches() ? Integer.parseInt(text) : 1;
  }

  private static Set<String> tags(JsonNode own) {
    Set<String> tags = new LinkedHashSet<>();
    for (JsonNode tag : own.path("tags")) {
      tags.add(limited(tag.asText(""), "tag"));
    }
    return few(tags.size(), tags, "tags");
  }

  private static Map<String, String> texts(JsonNode object, String what) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isValueNode()) {
        texts.put(limited(field.getKey(), what), limited(field.getValue().asText(), what));
      }
    }
    return few(texts.size(), texts, what);
  }

  private static <T> T few(int size, T all, String what) {
    if (size > MOST) {
      throw new IllegalArgumentException("it has more than " + MOST + " " + what);
    }
    return all;
  }

  private static String limited(String text, String what) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("its " + what + " is longer than " + LONGEST);
    }
    return text;
  }

  /**
   * Writes a node.
   *
   * @param domain the domain
   * @param endpoint what it offers
   * @param format how
   * @param since when it was offered first, in milliseconds since 1970
   * @return its data
   */
  static byte[] write(String domain, Endpoint endpoint, EndpointFormat format, long since) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("name", domain);
    root.put("id", endpoint.id());
    root.put("address", endpoint.host());
    root.put("port", endpoint.port());
    root.putNull("sslPort");
    if (format == EndpointFormat.SPRING) {
      spring(domain, endpoint, root.putObject("payload"));
    } else {
      root.putNull("payload");
    }
    root.put("registrationTimeUTC", since);
    root.put("serviceType", "DYNAMIC");
    uri(root.putObject("uriSpec"));
    own(endpoint, root);
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that cannot be written as JSON", e);
    }
  }

  private static void spring(String domain, Endpoint endpoint, ObjectNode payload) {
    payload.put("@class", SPRING); // a text of their format: it is never loaded here
    payload.put("id", endpoint.id());
    payload.put("name", domain);
    ObjectNode metadata = payload.putObject("metadata");
    metadata.put(STATUS, "UP");
    new TreeMap<>(endpoint.metadata()).forEach(metadata::put);
    if (!endpoint.zone().isEmpty()) {
      metadata.put("zone", endpoint.zone());
    }
    if (endpoint.weight() != 1) {
      metadata.put("weight", Integer.toString(endpoint.weight()));
    }
    if (!endpoint.tags().isEmpty()) {
      metadata.put("tags", String.join(",", new TreeSet<>(endpoint.tags())));
    }
  }

  /** Their clients build a URI of it, and some fail without it. */
  private static void uri(ObjectNode spec) {
    var parts = spec.putArray("parts");
    parts.addObject().put("value", "scheme").put("variable", true);
    parts.addObject().put("value", "://").put("variable", false);
    parts.addObject().put("value", "address").put("variable", true);
    parts.addObject().put("value", ":").put("variable", false);
    parts.addObject().put("value", "port").put("variable", true);
  }

  private static void own(Endpoint endpoint, ObjectNode root) {
    ObjectNode own = MAPPER.createObjectNode();
    if (endpoint.weight() != 1) {
      own.put("weight", endpoint.weight());
    }
    if (!endpoint.zone().isEmpty()) {
      own.put("zone", endpoint.zone());
    }
    if (!endpoint.tags().isEmpty()) {
      var tags = own.putArray("tags");
      new TreeSet<>(endpoint.tags()).forEach(tags::add);
    }
    if (!endpoint.metadata().isEmpty()) {
      var metadata = own.putObject("metadata");
      new TreeMap<>(endpoint.metadata()).forEach(metadata::put);
    }
    if (!own.isEmpty()) {
      root.set(OWN, own);
    }
  }
}
