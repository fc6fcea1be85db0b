package io.zkwire.console.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes that are read once, each part when it is first asked for. Thread-safe. */
public final class LazyNodes implements Nodes {

  private final TreeReader reader;
  private final List<String> roots;
  private final NodeMap nodes = new NodeMap();
  private final Set<String> loaded = new HashSet<>();

  /**
   * Reads what is asked for.
   *
   * @param reader reads it
   * @param roots the parts
   */
  public LazyNodes(TreeReader reader, List<String> roots) {
    this.reader = reader;
    this.roots = List.copyOf(roots);
  }

  private synchronized void load(String path) {
    for (String root : roots) {
      if (Nodes.within(path, root) && loaded.add(root)) {
        reader.subtree(root, nodes, each -> true);
      }
    }
  }

  @Override
  public @Nullable ZNode get(String path) {
    load(path);
    return nodes.get(path);
  }

  @Override
  public List<ZNode> children(String path) {
    load(path);
    return nodes.children(path);
  }

  @Override
  public List<ZNode> below(String path) {
    load(path);
    return nodes.below(path);
  }
}
