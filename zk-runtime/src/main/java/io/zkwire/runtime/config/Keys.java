package io.zkwire.runtime.config;

import io.zkwire.runtime.session.Names;
import java.util.Map;

/** Where keys stand. A relative key stands under {@code /config}; an absolute path is itself. */
final class Keys {

  static final String ROOT = "/config";
  private static final String HISTORY = "/history";

  private Keys() {}

  /** The path of a key, its placeholders replaced. */
  static String path(String key, Map<String, String> properties) {
    String resolved = Names.resolve(key, properties);
    String path =
        Names.path("the key", resolved.startsWith("/") ? resolved : ROOT + "/" + resolved);
    if (below("/zookeeper", path) || below("/zkwire", path) || below(HISTORY, path)) {
      throw new io.zkwire.ZkWireException(
          io.zkwire.ErrorCode.NAME,
          "the key '" + resolved + "' stands among the nodes of ZooKeeper or zkwire itself",
          "Use another path",
          null);
    }
    return path;
  }

  /** The path of a prefix; the empty one is the root. */
  static String prefix(String prefix, Map<String, String> properties) {
    return prefix.isEmpty() ? ROOT : path(prefix, properties);
  }

  /** The key of a path, as short as an application may write it. */
  static String shown(String path) {
    return path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : path;
  }

  /** Where the earlier revisions of a path stand. */
  static String history(String path) {
    return HISTORY + path;
  }

  static boolean below(String root, String path) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
