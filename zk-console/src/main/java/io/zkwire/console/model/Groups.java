package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Groups and their members, with what operators want of them. Thread-safe. */
public final class Groups {

  static final String MEMBERS = "/members";
  static final String OPERATORS = "/operators";

  private final Nodes nodes;

  Groups(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * A member, or one of which something is wanted though it is not there.
   *
   * @param group the group
   * @param id the id
   * @param present whether it is there
   * @param host its host
   * @param pid its process
   * @param version the version of the application
   * @param zkwire the version of zkwire
   * @param started when it joined
   * @param health {@code HEALTHY}, {@code UNHEALTHY} or empty
   * @param status {@code ONLINE}, {@code DRAINING}, {@code DRAINED} or empty
   * @param wish what operators want of it by name; empty for nothing
   * @param wishVersion the version of that wish; -1 for none
   * @param state what it tells of itself, as JSON
   */
  public record Row(
      String group,
      String id,
      boolean present,
      String host,
      long pid,
      String version,
      String zkwire,
      String started,
      String health,
      String status,
      String wish,
      int wishVersion,
      JsonNode state) {

    /** Whether it is there, healthy and takes work. */
    public boolean available() {
      return present && health.equals("HEALTHY") && status.equals("ONLINE");
    }
  }

  /**
   * A group.
   *
   * @param group its name
   * @param members how many are there
   * @param available how many of them are healthy and take work
   * @param unhealthy how many are not healthy
   * @param offline how many do not take work
   * @param wish what is wanted of all; empty for nothing
   * @param wishVersion the version of that wish; -1 for none
   */
  public record Group(
      String group,
      int members,
      int available,
      int unhealthy,
      int offline,
      String wish,
      int wishVersion) {}

  /** What a member's node says; read once. */
  private record Told(
      String id,
      String host,
      long pid,
      String version,
      String zkwire,
      String started,
      String health,
      String status,
      JsonNode state) {

    static Told of(ZNode node) {
      JsonNode json = Text.parse(node.data());
      return new Told(
          node.name(),
          Text.text(json, "host"),
          json.path("pid").asLong(),
          Text.text(json, "version"),
          Text.text(json, "zkwire"),
          Text.text(json, "started"),
          json.isObject() ? Text.text(json, "health") : "UNREADABLE",
          Text.text(json, "status"),
          json.path("state"));
    }
  }

  /** All groups that have members or wishes, by name. */
  public List<Group> groups() {
    Set<String> names = new TreeSet<>();
    nodes.children(MEMBERS).forEach(node -> names.add(node.name()));
    nodes.children(OPERATORS).forEach(node -> names.add(node.name()));
    List<Group> groups = new ArrayList<>();
    for (String name : names) {
      int members = 0;
      int available = 0;
      int unhealthy = 0;
      int offline = 0;
      for (Row row : members(name, "")) {
        members += row.present() ? 1 : 0;
        available += row.available() ? 1 : 0;
        unhealthy += row.present() && !row.health().equals("HEALTHY") ? 1 : 0;
        offline += row.present() && !row.status().equals("ONLINE") ? 1 : 0;
      }
      ZNode wish = nodes.get(OPERATORS + "/" + name);
      groups.add(
          new Group(name, members, available, unhealthy, offline, wish(wish), versionOf(wish)));
    }
    return groups;
  }

  /**
   * The members of a group, by id; what is not well comes first.
   *
   * @param group the group
   * @param search only those that contain it in id, host, version, health or status
   */
  public List<Row> members(String group, String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    List<Row> rows = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (ZNode node : nodes.children(MEMBERS + "/" + group)) {
      if (node.name().startsWith("~")) {
        nodes.children(node.path()).forEach(member -> add(rows, seen, group, member));
      } else {
        add(rows, seen, group, node);
      }
    }
    for (ZNode wish : nodes.children(OPERATORS + "/" + group)) {
      if (!seen.contains(wish.name())) {
        rows.add(absent(group, wish));
      }
    }
    if (!wanted.isEmpty()) {
      rows.removeIf(row -> !contains(row, wanted));
    }
    rows.sort(
        (a, b) ->
            a.available() != b.available()
                ? Boolean.compare(a.available(), b.available())
                : a.id().compareTo(b.id()));
    return rows;
  }

  /** Whether a member is there, without looking at all of its group. */
  boolean present(String group, String id) {
    String root = MEMBERS + "/" + group;
    return nodes.get(root + "/" + id) != null
        || nodes.children(root).stream()
            .anyMatch(
                node -> node.name().startsWith("~") && nodes.get(node.path() + "/" + id) != null);
  }

  private static boolean contains(Row row, String wanted) {
    String all = String.join("\n", row.id(), row.host(), row.version(), row.health(), row.status());
    return all.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private void add(List<Row> rows, Set<String> seen, String group, ZNode node) {
    Told told = node.as(Told::of);
    ZNode wish = nodes.get(OPERATORS + "/" + group + "/" + told.id());
    seen.add(told.id());
    rows.add(
        new Row(
            group,
            told.id(),
            true,
            told.host(),
            told.pid(),
            told.version(),
            told.zkwire(),
            told.started(),
            told.health(),
            told.status(),
            wish(wish),
            versionOf(wish),
            told.state()));
  }

  private static Row absent(String group, ZNode wish) {
    return new Row(
        group,
        wish.name(),
        false,
        "",
        0,
        "",
        "",
        "",
        "",
        "",
        wish(wish),
        versionOf(wish),
        Text.JSON.createObjectNode());
  }

  private static String wish(@Nullable ZNode node) {
    String text = node == null ? "" : node.text();
    return text == null || text.length() > 64 ? "?" : text.strip();
  }

  private static int versionOf(@Nullable ZNode node) {
    return node == null ? -1 : node.stat().getVersion();
  }
}
