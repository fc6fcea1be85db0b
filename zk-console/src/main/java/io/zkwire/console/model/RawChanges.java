package io.zkwire.console.model;

import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.List;
import java.util.function.Predicate;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.jspecify.annotations.Nullable;

/** Writes raw nodes, but none that belongs to zkwire or to a session. Thread-safe. */
public final class RawChanges {

  private static final List<String> OWN =
      List.of("/leaders", "/locks", "/permits", "/zkwire", "/zookeeper", Changes.AUDIT);

  private final TreeReader reader;
  private final Changes changes;
  private final Predicate<String> secret;

  RawChanges(TreeReader reader, Changes changes, Predicate<String> secret) {
    this.reader = reader;
    this.changes = changes;
    this.secret = secret;
  }

  /**
   * Writes or deletes a raw node.
   *
   * @param actor who
   * @param given the path
   * @param text the data; null to delete the node
   * @param version the version that was seen
   */
  public void write(Actor actor, String given, @Nullable String text, int version) {
    String path = Names.path(given);
    ZNode node = reader.node(path);
    if (node == null) {
      throw Refused.missing("the node " + path, "Look at its parent");
    }
    if (OWN.stream().anyMatch(own -> Nodes.within(path, own))
        || node.stat().getEphemeralOwner() != 0) {
      throw new Refused(
          path + " belongs to zkwire, or to a session",
          "Change it by what it stands for: a wish, a release, a configuration");
    }
    if (node.stat().getVersion() != version) {
      throw conflict(path, node);
    }
    byte[] data = text == null ? null : Text.utf8(text);
    CuratorOp op = data == null ? changes.delete(path, version) : changes.set(path, data, version);
    boolean hidden = secret.test(path);
    Changes.Deed deed =
        Changes.Deed.of(actor, data == null ? "tree.delete" : "tree.set", path)
            .from(Changes.hashed(hidden, node))
            .to(hidden ? null : data);
    try {
      changes.make(deed, List.of(op));
    } catch (Changes.Failed e) {
      if (e.code() == KeeperException.Code.NOTEMPTY) {
        throw new Refused(path + " has children", "Delete them first");
      }
      throw conflict(path, reader.node(path));
    }
  }

  private Conflict conflict(String path, @Nullable ZNode now) {
    int found = now == null ? -1 : now.stat().getVersion();
    String theirs = now == null || secret.test(path) ? null : now.text();
    return Conflict.at(path, Integer.toString(found), theirs);
  }
}
