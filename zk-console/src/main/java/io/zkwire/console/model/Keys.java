package io.zkwire.console.model;

import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which keys there are: those that have a value, and those that a class names. Thread-safe. */
final class Keys {

  private final Nodes nodes;
  private final Catalog catalog;

  Keys(Nodes nodes, Catalog catalog) {
    this.nodes = nodes;
    this.catalog = catalog;
  }

  /**
   * The paths of keys, sorted.
   *
   * @param prefix only those at or below it; empty for all
   * @param search only those whose key, type or shown value contains it; empty for all
   */
  List<String> paths(String prefix, String search) {
    List<String> paths = paths(prefix);
    String wanted = search.toLowerCase(Locale.ROOT);
    if (!wanted.isEmpty()) {
      paths.removeIf(path -> !contains(path, wanted));
    }
    return paths;
  }

  private List<String> paths(String prefix) {
    String start = prefix.isEmpty() ? "/config" : Names.keyPath(prefix);
    TreeSet<String> paths = new TreeSet<>();
    for (ZNode node : nodes.below(start)) {
      if (node.length() > 0 || nodes.children(node.path()).isEmpty()) {
        paths.add(node.path());
      }
    }
    ZNode own = nodes.get(start);
    if (!prefix.isEmpty() && own != null && own.length() > 0) {
      paths.add(start);
    }
    for (String path : catalog.paths()) {
      if (prefix.isEmpty() || Nodes.within(path, start)) {
        paths.add(path);
      }
    }
    return new ArrayList<>(paths);
  }

  private boolean contains(String path, String wanted) {
    if (Names.key(path).toLowerCase(Locale.ROOT).contains(wanted)) {
      return true;
    }
    String type = catalog.type(path);
    if (type != null && type.toLowerCase(Locale.ROOT).contains(wanted)) {
      return true;
    }
    ZNode node = nodes.get(path);
    String text = node == null || node.large() || catalog.secret(path) ? null : node.text();
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** The names right below a prefix that have keys below them; empty for all. */
  List<ConfigView.Folder> folders(String prefix) {
    String start = prefix.isEmpty() ? "/config" : Names.keyPath(prefix);
    Map<String, Integer> counts = new TreeMap<>();
    for (String path : paths(prefix)) {
      if (path.startsWith(start + "/")) {
        String rest = path.substring(start.length() + 1);
        int slash = rest.indexOf('/');
        if (slash > 0) {
          counts.merge(rest.substring(0, slash), 1, Integer::sum);
        }
      }
    }
    List<ConfigView.Folder> folders = new ArrayList<>();
    counts.forEach((name, keys) -> folders.add(new ConfigView.Folder(name, keys)));
    return folders;
  }

  /** How many keys have a value. */
  int count() {
    int count = 0;
    for (ZNode node : nodes.below("/config")) {
      count += node.length() > 0 ? 1 : 0;
    }
    return count;
  }
}
