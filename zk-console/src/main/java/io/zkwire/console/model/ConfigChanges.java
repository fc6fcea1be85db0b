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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.jspecify.annotations.Nullable;

/**
 * Publishes configuration for operators: each change compares with what was seen, keeps the
 * predecessor in the history under the operator's name, and is recorded in the audit. Thread-safe.
 */
final class ConfigChanges {

  private static final int LARGEST = 512 << 10;
  private static final int TRIES = 5;
  private static final int KEPT = 10;
  private static final Pattern ENTRY = Pattern.compile("~\\d{10}");

  private final TreeReader reader;
  private final Changes changes;
  private final Supplier<ConfigView> view;
  private final Supplier<Catalog> catalog;
  private final int kept;

  ConfigChanges(
      TreeReader reader, Changes changes, Supplier<ConfigView> view, Supplier<Catalog> catalog) {
    this.reader = reader;
    this.changes = changes;
    this.view = view;
    this.catalog = catalog;
    this.kept = KEPT;
  }

  /**
   * Sets a key.
   *
   * @param expected the version that was seen, in hexadecimal; 0 where it had no value; null for
   *     whatever stands there
   * @return the version that was written
   */
  String set(Actor actor, String key, byte[] value, @Nullable String expected, boolean force) {
    String text = ZNode.text(value);
    String problem = text == null ? null : view.get().problem(key, text);
    if (problem != null && !force) {
      throw new Refused(
          "the value does not fit " + key + ": " + problem, "Give a value of its type");
    }
    if (value.length > LARGEST) {
      throw new Refused(
          "the value has " + value.length + " bytes, more than " + LARGEST,
          "Publish where large data lies, not the data");
    }
    return change(actor, "config.set", key, value, expected);
  }

  /** Removes a key; one with others below it keeps its node, without a value. */
  void delete(Actor actor, String key, @Nullable String expected) {
    change(actor, "config.delete", key, null, expected);
  }

  /** Publishes an earlier revision again. */
  String rollBack(Actor actor, String key, String revision, @Nullable String expected) {
    for (Revision each : history(key, true)) {
      if (each.version().equals(revision)) {
        return change(actor, "config.rollback", key, each.bytes(), expected);
      }
    }
    throw Refused.missing("revision " + revision + " of " + key, "Take one from its history");
  }

  private String change(
      Actor actor, String action, String key, byte @Nullable [] value, @Nullable String expected) {
    String path = Names.keyPath(key);
    boolean secret = catalog.get().secret(path);
    for (int i = 0; i < TRIES; i++) {
      ZNode before = reader.node(path);
      String found = ConfigView.version(before);
      if (expected != null && !expected.equals(found)) {
        throw conflict(key, before);
      }
      if (value == null && (before == null || found.equals("0"))) {
        throw Refused.missing("the key " + key, "List the keys that are there");
      }
      List<CuratorOp> ops = new ArrayList<>();
      boolean parent = before != null && before.stat().getNumChildren() > 0;
      if (before == null) {
        changes.ensure(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
        ops.add(changes.create(path, value));
      } else if (value == null && !parent) {
        ops.add(changes.delete(path, before.stat().getVersion()));
      } else {
        ops.add(changes.set(path, value, before.stat().getVersion()));
      }
      keep(ops, path, before, actor);
      Changes.Deed deed =
          Changes.Deed.of(actor, action, key)
              .from(Changes.hashed(secret, before))
              .to(secret ? null : value);
      try {
        changes.make(deed, ops);
        return ConfigView.version(reader.node(path));
      } catch (Changes.Failed e) {
        if (expected != null && !ConfigView.version(reader.node(path)).equals(expected)) {
          throw conflict(key, reader.node(path));
        } // else the history changed in between: again, from what stands now
      }
    }
    throw conflict(key, reader.node(path));
  }

  private Conflict conflict(String key, @Nullable ZNode now) {
    ConfigView.Detail theirs = view.get().detail(key, now);
    return new Conflict(key, ConfigView.version(now), theirs);
  }

  /** As the library's own store keeps what is replaced. */
  private void keep(List<CuratorOp> ops, String path, @Nullable ZNode before, Actor actor) {
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
    int surplus = Math.min(4, names.size() + 1 - kept);
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
  record Revision(
      String version,
      byte @Nullable [] bytes,
      Instant modified,
      @Nullable String author,
      boolean present) {}

  /** The revisions of a key, the present one first. */
  List<Revision> history(String key, boolean values) {
    String path = Names.keyPath(key);
    String root = "/history" + path;
    List<String> names = entries(root);
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(root + "/" + name);
      if (values) {
        paths.add(root + "/" + name + "/value");
      }
    }
    Map<String, ZNode> nodes = reader.nodes(paths, Integer.MAX_VALUE);
    Map<String, String> authors = new HashMap<>();
    List<Revision> revisions = new ArrayList<>();
    for (String name : names) {
      ZNode node = nodes.get(root + "/" + name);
      ZNode value = nodes.get(root + "/" + name + "/value");
      if (node != null) {
        JsonNode entry = Text.parse(node.data());
        String replaced = Text.hex(entry.path("replaced").asLong());
        authors.put(Text.hex(node.stat().getCzxid()), Text.text(entry, "author"));
        revisions.add(
            0,
            new Revision(
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
          new Revision(
              version,
              present.data(),
              Instant.ofEpochMilli(present.stat().getMtime()),
              authors.get(version),
              true));
    }
    return revisions;
  }
}
