package io.zkwire.console.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Nodes by path. Thread-safe. */
final class NodeMap implements Nodes {

  private final ConcurrentSkipListMap<String, ZNode> nodes = new ConcurrentSkipListMap<>();

  @Override
  public @Nullable ZNode get(String path) {
    return nodes.get(path);
  }

  @Override
  public List<ZNode> below(String path) {
    return new ArrayList<>(range(path).values());
  }

  @Override
  public List<ZNode> children(String path) {
    NavigableMap<String, ZNode> range = range(path);
    int from = path.equals("/") ? 1 : path.length() + 1;
    List<ZNode> children = new ArrayList<>();
    Map.Entry<String, ZNode> at = range.firstEntry();
    while (at != null) {
      String child = at.getKey();
      int slash = child.indexOf('/', from);
      if (slash < 0) {
        children.add(at.getValue());
        Map.Entry<String, ZNode> next = range.higherEntry(child);
        // A child with many nodes below it is passed over in one step.
        at = next != null && next.getKey().startsWith(child + "/") ? after(range, child) : next;
      } else {
        at = after(range, child.substring(0, slash)); // its parent was not read
      }
    }
    return children;
  }

  /**
   * The entry after all that stand below a path; "a-b" sorts before "a/c", so that it may repeat.
   */
  private static Map.@Nullable Entry<String, ZNode> after(
      NavigableMap<String, ZNode> range, String path) {
    return range.ceilingEntry(path + "0"); // the character after the slash
  }

  private NavigableMap<String, ZNode> range(String path) {
    String prefix = path.equals("/") ? "" : path;
    return nodes.subMap(prefix + "/", false, prefix + "0", false);
  }

  @Nullable ZNode put(ZNode node) {
    return nodes.put(node.path(), node);
  }

  /** Removes a node and all below it; says whether there was one. */
  boolean remove(String path) {
    boolean any = nodes.remove(path) != null;
    NavigableMap<String, ZNode> below = range(path);
    if (!below.isEmpty()) {
      below.clear();
      any = true;
    }
    return any;
  }

  /** Removes the nodes at and below a root that are not among others; says whether any was. */
  boolean retain(String root, NodeMap found) {
    boolean any = false;
    for (ZNode node : below(root)) {
      if (found.get(node.path()) == null) {
        nodes.remove(node.path());
        any = true;
      }
    }
    if (found.get(root) == null && nodes.remove(root) != null) {
      any = true;
    }
    return any;
  }

  Iterable<ZNode> all() {
    return nodes.values();
  }
}
