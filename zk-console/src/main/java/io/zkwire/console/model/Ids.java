package io.zkwire.console.model;

import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Types of IDs: read when they are asked for, as {@link Queues}. Thread-safe. */
public final class Ids {

  private static final String ROOT = "/ids";

  private final TreeReader reader;

  Ids(TreeReader reader) {
    this.reader = reader;
  }

  /**
   * A type of IDs.
   *
   * @param type its name
   * @param strategy how it is used, as the first user wrote it
   * @param next the first number that nobody has taken; empty where there is no counter
   * @param workers who holds which worker number
   */
  public record Row(String type, String strategy, String next, List<Worker> workers) {}

  /** A worker number and who holds it. */
  public record Worker(String number, String host, long pid) {}

  /** The types, by name. */
  public List<Row> list() {
    List<String> types =
        new ArrayList<>(
            new TreeSet<>(reader.children(List.of(ROOT)).getOrDefault(ROOT, List.of())));
    List<String> paths = new ArrayList<>();
    List<String> workers = new ArrayList<>();
    for (String type : types) {
      paths.add(ROOT + "/" + type);
      paths.add(ROOT + "/" + type + "/counter");
      workers.add(ROOT + "/" + type + "/workers");
    }
    Map<String, ZNode> nodes = reader.nodes(paths, ZNode.MOST_KEPT);
    Nodes claims = reader.load(workers);
    List<Row> rows = new ArrayList<>();
    for (String type : types) {
      List<Worker> held = new ArrayList<>();
      for (ZNode number : claims.children(ROOT + "/" + type + "/workers")) {
        for (ZNode claim : claims.children(number.path())) {
          var told = Text.parse(claim.data());
          held.add(new Worker(number.name(), Text.text(told, "host"), told.path("pid").asLong()));
          break; // only the first holds it
        }
      }
      rows.add(
          new Row(
              type,
              text(nodes.get(ROOT + "/" + type)),
              text(nodes.get(ROOT + "/" + type + "/counter")).split(" ", 2)[0],
              held));
    }
    return rows;
  }

  private static String text(@Nullable ZNode node) {
    String text = node == null ? "" : node.text();
    return text == null ? "" : text.length() > 200 ? text.substring(0, 200) : text;
  }
}
