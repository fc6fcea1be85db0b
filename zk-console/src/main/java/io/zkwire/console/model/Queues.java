package io.zkwire.console.model;

import io.zkwire.ParkedItem;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Queues. They change too often to be followed: what is asked for is read, and kept for a moment by
 * whoever asks for many. Thread-safe.
 */
public final class Queues {

  private static final String ROOT = "/queues";

  private final TreeReader reader;

  Queues(TreeReader reader) {
    this.reader = reader;
  }

  /**
   * A queue.
   *
   * @param name its name
   * @param items how many items stand, parked ones not
   * @param claimed how many are being worked on
   * @param parked how many were given up
   * @param finished how many are done since it was made
   * @param consumers how many processes take from it
   * @param urgent how many of the items have a priority before the usual one
   */
  public record Row(
      String name, int items, int claimed, int parked, int finished, int consumers, int urgent) {}

  /** The queues, by name: two requests for a few hundred of them. */
  public List<Row> list() {
    List<String> names =
        new ArrayList<>(
            new TreeSet<>(reader.children(List.of(ROOT)).getOrDefault(ROOT, List.of())));
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      for (int priority = 0; priority < 10; priority++) {
        paths.add(ROOT + "/" + name + "/items/" + priority);
      }
      for (String part : List.of("claims", "parked", "done", "consumers")) {
        paths.add(ROOT + "/" + name + "/" + part);
      }
    }
    Map<String, ZNode> nodes = reader.nodes(paths, 0);
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      String root = ROOT + "/" + name;
      int items = 0;
      int urgent = 0;
      for (int priority = 0; priority < 10; priority++) {
        int here = count(nodes.get(root + "/items/" + priority));
        items += here;
        urgent += priority < 5 ? here : 0;
      }
      ZNode done = nodes.get(root + "/done");
      rows.add(
          new Row(
              name,
              items,
              count(nodes.get(root + "/claims")),
              count(nodes.get(root + "/parked")),
              done == null ? 0 : done.stat().getVersion(),
              count(nodes.get(root + "/consumers")),
              urgent));
    }
    return rows;
  }

  private static int count(@org.jspecify.annotations.Nullable ZNode node) {
    return node == null ? 0 : node.stat().getNumChildren();
  }

  /**
   * The items that were given up, the oldest first.
   *
   * @param name the queue
   */
  public List<ParkedItem> parked(String name) {
    return reader.zk().queue(Names.segment("the queue", name), Object.class).parked();
  }
}
