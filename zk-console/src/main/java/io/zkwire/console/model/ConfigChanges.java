package io.zkwire.console.model;

import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.jspecify.annotations.Nullable;

/**
 * Publishes configuration for operators: each change compares with what was seen, keeps the
 * predecessor in the history under the operator's name, and is recorded in the audit. Thread-safe.
 */
public final class ConfigChanges {

  private static final int LARGEST = 512 << 10;
  private static final int TRIES = 5;

  private final TreeReader reader;
  private final Changes changes;
  private final History history;
  private final Supplier<ConfigView> view;

  ConfigChanges(TreeReader reader, Changes changes, History history, Supplier<ConfigView> view) {
    this.reader = reader;
    this.changes = changes;
    this.history = history;
    this.view = view;
  }

  /**
   * Sets a key.
   *
   * @param actor who
   * @param key the key
   * @param value the value
   * @param expected the version that was seen, in hexadecimal; 0 where it had no value; null for
   *     whatever stands there
   * @param force whether to publish what does not fit its type
   * @return the version that was written
   */
  public String set(
      Actor actor, String key, byte[] value, @Nullable String expected, boolean force) {
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
  public void delete(Actor actor, String key, @Nullable String expected) {
    change(actor, "config.delete", key, null, expected);
  }

  /** Publishes an earlier revision again. */
  public String rollBack(Actor actor, String key, String revision, @Nullable String expected) {
    for (History.Stored each : history.of(key)) {
      if (each.version().equals(revision)) {
        return change(actor, "config.rollback", key, each.bytes(), expected);
      }
    }
    throw Refused.missing("revision " + revision + " of " + key, "Take one from its history");
  }

  private String change(
      Actor actor, String action, String key, byte @Nullable [] value, @Nullable String expected) {
    String path = Names.keyPath(key);
    boolean secret = view.get().secret(path);
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
      history.keep(ops, path, before, actor);
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
    return Conflict.at(key, ConfigView.version(now), theirs);
  }
}
