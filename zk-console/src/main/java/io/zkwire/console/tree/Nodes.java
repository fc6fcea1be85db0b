package io.zkwire.console.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that were read. Thread-safe. Paths stand below the chroot. */
public interface Nodes {

  /**
   * One node.
   *
   * @param path its path
   * @return the node, or null where there is none
   */
  @Nullable ZNode get(String path);

  /**
   * Whether a path is that of a node, or stands below it.
   *
   * @param path the path
   * @param root the path of the node
   */
  static boolean within(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }

  /**
   * The nodes right below another one, by name.
   *
   * @param path the path of the parent
   */
  List<ZNode> children(String path);

  /**
   * All nodes below another one, parents first.
   *
   * @param path the path of the topmost, which is not among them
   */
  List<ZNode> below(String path);
}
