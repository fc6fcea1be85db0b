package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What operators did, the youngest first. Thread-safe. */
public final class AuditLog {

  private static final int MOST = 2_000;

  private final TreeReader reader;

  AuditLog(TreeReader reader) {
    this.reader = reader;
  }

  /**
   * A deed.
   *
   * @param id where it stands
   * @param at when, by the clock of who did it
   * @param who who did it
   * @param from where from
   * @param action what, such as {@code config.set}
   * @param target what to
   * @param before the SHA-256 of what stood there; empty where nothing did or it is secret
   * @param after the SHA-256 of what was written
   */
  public record Row(
      String id,
      String at,
      String who,
      String from,
      String action,
      String target,
      String before,
      String after) {}

  /** The youngest {@value #MOST} deeds; days are read from the youngest back. */
  public List<Row> list() {
    String root = Changes.AUDIT;
    List<String> days =
        new ArrayList<>(reader.children(List.of(root)).getOrDefault(root, List.of()));
    days.sort(Comparator.reverseOrder());
    List<Row> rows = new ArrayList<>();
    for (String day : days) {
      String parent = root + "/" + day;
      List<String> names =
          new ArrayList<>(reader.children(List.of(parent)).getOrDefault(parent, List.of()));
      names.sort(Comparator.reverseOrder());
      List<String> paths =
          names.stream().limit(MOST - rows.size()).map(name -> parent + "/" + name).toList();
      Map<String, ZNode> nodes = reader.nodes(paths, ZNode.MOST_KEPT);
      paths.forEach(path -> add(rows, nodes.get(path)));
      if (rows.size() >= MOST) {
        break;
      }
    }
    return rows;
  }

  private static void add(List<Row> rows, @org.jspecify.annotations.Nullable ZNode node) {
    if (node != null) {
      JsonNode json = Text.parse(node.data());
      rows.add(
          new Row(
              node.path().substring(Changes.AUDIT.length() + 1),
              Text.text(json, "at"),
              Text.text(json, "who"),
              Text.text(json, "from"),
              Text.text(json, "action"),
              Text.text(json, "target"),
              Text.text(json, "before"),
              Text.text(json, "after")));
    }
  }
}
