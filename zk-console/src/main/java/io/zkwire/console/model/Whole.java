package io.zkwire.console.model;

import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are too large to be kept with their data: each is read once, however many look, until
 * it is written again. Thread-safe.
 */
final class Whole {

  private static final int MOST = 16;

  private final TreeReader reader;
  private final Map<String, ZNode> read = new LinkedHashMap<>(16, 0.75f, true);

  Whole(TreeReader reader) {
    this.reader = reader;
  }

  /**
   * A node with all its data.
   *
   * @param kept the node as it is kept
   * @return the same where it is complete; null where it is gone meanwhile
   */
  @Nullable ZNode of(@Nullable ZNode kept) {
    return kept == null || !kept.large() ? kept : read(kept);
  }

  private synchronized @Nullable ZNode read(ZNode kept) {
    ZNode known = read.get(kept.path());
    if (known == null || known.stat().getMzxid() < kept.stat().getMzxid()) {
      known = reader.node(kept.path());
      read.remove(kept.path());
      if (known != null) {
        read.put(kept.path(), known);
      }
      if (read.size() > MOST) {
        read.remove(read.keySet().iterator().next());
      }
    }
    return known;
  }
}
