package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.jspecify.annotations.Nullable;

/** Earlier revisions of keys, as the library's own store keeps them. Thread-safe. */
final class History {

  private static final int KEPT = 10;
  private static final Pattern ENTRY = Pattern.compile("~\\d{10}");

  private final TreeReader reader;
  private final Changes changes;

  History(TreeReader reader, Changes changes) {
    this.reader = reader;
    this.changes = changes;
  }

  /** Adds what keeps a node that is about to be replaced. */
  void keep(List<CuratorOp> ops, String path, @Nullable ZNode before, Actor actor) {
    String root = "/history" + path;
    changes.ensure(root);
    List<String> names = entries(root);
    long next = names.isEmpty() ? 1 : Long.parseLong(names.get(names.size() - 1).substring(1)) + 1;
    byte[] value = before == null ? null : before.data();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("op", UUID.randomUUID().toString());
    entry.put("author", actor.name());
    entry.put("replaced", before == null || value == null ? 0 : before.stat().getMzxid());
    entry.put(
        "modified",
        before == null || value == null ? System.currentTimeMillis() : before.stat().getMtime());
    String name = root + "/~" + String.format("%010d", next);
    ops.add(changes.create(name, Text.json(entry)));
    ops.add(changes.create(name + "/value", value));
    int surplus = Math.min(4, names.size() + 1 - KEPT);
    for (int i = 0; i < surplus; i++) {
      ops.add(changes.delete(root + "/" + names.get(i) + "/value", -1));
      ops.add(changes.delete(root + "/" + names.get(i), -1));
    }
  }

  private List<String> entries(String root) {
    List<String> names =
        new ArrayList<>(reader.children(List.of(root)).getOrDefault(root, List.of()));
    names.removeIf(name -> !ENTRY.matcher(name).matches());
    Collections.sort(names);
    return names;
  }

  /**
   * A revision; not serialised as such, since it may be secret.
   *
   * @param version the transaction that wrote it
   * @param bytes the value; null where there was none
   * @param modified when it was written
   * @param author who wrote it; null where that is not known
   * @param present whether it is the one that stands now
   */
  record Stored(
      String version,
      byte @Nullable [] bytes,
      Instant modified,
      @Nullable String author,
      boolean present) {}

  /** The revisions of a key, the present one first. */
  List<Stored> of(String key) {
    String path = Names.keyPath(key);
    String root = "/history" + path;
    List<String> names = entries(root);
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(root + "/" + name);
      paths.add(root + "/" + name + "/value");
    }
    Map<String, ZNode> nodes = reader.nodes(paths, Integer.MAX_VALUE);
    Map<String, String> authors = new HashMap<>();
    List<Stored> revisions = new ArrayList<>();
    for (String name : names) {
      ZNode node = nodes.get(root + "/" + name);
      ZNode value = nodes.get(root + "/" + name + "/value");
      if (node != null) {
        JsonNode entry = Text.parse(node.data());
        String replaced = Text.hex(entry.path("replaced").asLong());
        authors.put(Text.hex(node.stat().getCzxid()), Text.text(entry, "author"));
        revisions.add(
            0,
            new Stored(
                replaced,
                value == null || replaced.equals("0") ? null : value.data(),
                Instant.ofEpochMilli(entry.path("modified").asLong()),
                authors.get(replaced),
                false));
      }
    }
    ZNode present = reader.node(path);
    if (present != null && present.data() != null) {
      String version = ConfigView.version(present);
      revisions.add(
          0,
          new Stored(
              version,
              present.data(),
              Instant.ofEpochMilli(present.stat().getMtime()),
              authors.get(version),
              true));
    }
    return revisions;
  }
}
