package io.zkwire.console.model;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.console.tree.Nodes;

/** Names that become part of a path: nothing may lead out of its root. */
public final class Names {

  private static final int LONGEST = 128;

  private Names() {}

  /**
   * One segment.
   *
   * @param what what it names, for the message
   * @param name the name
   * @return the name
   * @throws ZkWireException ZK-NAME-01 if it is not allowed
   */
  public static String segment(String what, String name) {
    if (name.isEmpty() || name.length() > LONGEST || name.equals(".") || name.equals("..")) {
      throw refused(what, name);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!allowed) {
        throw refused(what, name);
      }
    }
    return name;
  }

  /** The path of a key: a relative one stands below {@code /config}. */
  public static String keyPath(String key) {
    String path = key.startsWith("/") ? key : "/config/" + key;
    for (String segment : path.substring(1).split("/", -1)) {
      segment("the key", segment);
    }
    for (String root : new String[] {"/zookeeper", "/zkwire", "/history", "/audit"}) {
      if (Nodes.within(path, root)) {
        throw refused("the key", key);
      }
    }
    if (path.equals("/config")) {
      throw refused("the key", key);
    }
    return path;
  }

  /** The key of a path, as short as it may be written. */
  public static String key(String path) {
    return path.startsWith("/config/") ? path.substring("/config/".length()) : path;
  }

  /** Any path of the tree. */
  public static String path(String path) {
    if (path.equals("/")) {
      return path;
    }
    boolean bad = !path.startsWith("/") || path.length() > 4_096;
    for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
      bad |= segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }
    if (bad || path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw refused("the path", path);
    }
    return path;
  }

  private static ZkWireException refused(String what, String name) {
    StringBuilder shown = new StringBuilder();
    name.chars().limit(200).forEach(c -> shown.append(c < ' ' || c == 0x7f ? '?' : (char) c));
    return new ZkWireException(
        ErrorCode.NAME,
        what + " '" + shown + "' is not allowed",
        "Use 1 to 128 of A-Z a-z 0-9 . _ - in each segment, and not the nodes of zkwire itself",
        null);
  }
}
