package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.Endpoint;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Domains and their endpoints. Thread-safe. */
public final class Services {

  static final String ROOT = "/services";

  private final Nodes nodes;

  Services(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * An endpoint.
   *
   * @param id the name of its node; empty for an entry of the static record
   * @param address {@code host:port}, or the entry as it is written
   * @param up whether it wants to be called
   * @param weight its weight
   * @param zone its zone
   * @param tags its tags
   * @param problem why it cannot be used; null if it can
   */
  public record Row(
      String id,
      String address,
      boolean up,
      int weight,
      String zone,
      List<String> tags,
      @Nullable String problem) {}

  /**
   * A domain.
   *
   * @param domain its name
   * @param live how many endpoints registered themselves
   * @param fixed how many stand in the static record
   * @param problems how many cannot be used
   * @param version the version of the static record; -1 for none
   * @param endpoints all of them, the static ones first
   */
  public record Domain(
      String domain, int live, int fixed, int problems, int version, List<Row> endpoints) {

    /** The same with the first of its endpoints only. */
    public Domain head(int most) {
      return new Domain(domain, live, fixed, problems, version, Page.head(endpoints, most));
    }
  }

  /**
   * One domain.
   *
   * @param name its name
   */
  public Domain named(String name) {
    ZNode node = nodes.get(ROOT + "/" + Names.segment("the domain", name));
    if (node == null) {
      throw Refused.missing("the domain " + name, "List the domains");
    }
    return domain(node);
  }

  /**
   * The domains, by name.
   *
   * @param search only those that contain it in their name or in an address
   */
  public List<Domain> domains(String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    List<Domain> domains = new ArrayList<>();
    for (ZNode node : nodes.children(ROOT)) {
      Domain domain = domain(node);
      boolean found =
          node.name().toLowerCase(Locale.ROOT).contains(wanted)
              || domain.endpoints().stream()
                  .anyMatch(e -> e.address().toLowerCase(Locale.ROOT).contains(wanted));
      if (found) {
        domains.add(domain);
      }
    }
    return domains;
  }

  private Domain domain(ZNode node) {
    List<Row> rows = new ArrayList<>();
    for (String entry : entries(node)) {
      rows.add(new Row("", entry, true, 1, "", List.of(), addressProblem(entry)));
    }
    if (node.large()) {
      String problem = "the static record has " + node.length() + " bytes, too many to be shown";
      rows.add(new Row("", "", true, 1, "", List.of(), problem));
    }
    int fixed = rows.size();
    for (ZNode endpoint : nodes.children(node.path())) {
      rows.add(endpoint.as(Services::row));
    }
    int problems = (int) rows.stream().filter(row -> row.problem() != null || !row.up()).count();
    return new Domain(
        node.name(), rows.size() - fixed, fixed, problems, node.stat().getVersion(), rows);
  }

  static List<String> entries(@Nullable ZNode node) {
    String text = node == null ? "" : node.text();
    List<String> entries = new ArrayList<>();
    for (String entry : text == null ? new String[0] : text.split(",", -1)) {
      if (!entry.isBlank() && entries.size() < 10_000) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  static @Nullable String addressProblem(String address) {
    try {
      Endpoint.parse(address);
      return null;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Row row(ZNode node) {
    byte[] data = node.data();
    JsonNode json = Text.parse(data == null || data.length > 64 << 10 ? null : data);
    JsonNode own = json.path("zkwire");
    JsonNode metadata = json.path("payload").path("metadata");
    JsonNode port = json.path("port").isNumber() ? json.path("port") : json.path("sslPort");
    String host = Text.text(json, "address");
    String status = Text.text(metadata, "instance_status");
    List<String> tags = new ArrayList<>();
    own.path("tags").forEach(tag -> tags.add(tag.asText()));
    String problem =
        !json.isObject()
            ? "it is no JSON object"
            : host.isEmpty() || !port.isIntegralNumber() ? "it has no address and port" : null;
    return new Row(
        node.name(),
        host.contains(":") ? "[" + host + "]:" + port.asInt() : host + ":" + port.asInt(),
        json.path("enabled").asBoolean(true) && (status.isEmpty() || status.equalsIgnoreCase("UP")),
        own.path("weight").asInt(1),
        Text.text(own, "zone"),
        tags,
        problem);
  }
}
