package io.zkwire.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are followed, by path. One path may be a node, and a subtree for several records.
 * Thread-safe.
 */
final class ConfigKeys {

  private final ConfigFeature feature;
  private final Map<String, ConfigKey> nodes = new ConcurrentHashMap<>();
  private final Map<String, List<ConfigKey>> trees = new ConcurrentHashMap<>();

  ConfigKeys(ConfigFeature feature) {
    this.feature = feature;
  }

  /** The key of a path; a new one is not read yet. */
  ConfigKey key(String path, @Nullable Class<?> record) {
    if (record == null) {
      return nodes.computeIfAbsent(path, p -> new ConfigKey(feature, p, null));
    }
    List<ConfigKey> same = trees.computeIfAbsent(path, p -> new ArrayList<>());
    synchronized (same) {
      for (ConfigKey key : same) {
        if (key.record() == record) {
          return key;
        }
      }
      ConfigKey key = new ConfigKey(feature, path, record);
      same.add(key);
      return key;
    }
  }

  /** The key of a node, or null where nobody follows it. */
  @Nullable ConfigKey nodeAt(String path) {
    return nodes.get(path);
  }

  /** The subtrees that have their root there. */
  List<ConfigKey> treesAt(String path) {
    List<ConfigKey> same = trees.get(path);
    if (same == null) {
      return List.of();
    }
    synchronized (same) {
      return List.copyOf(same);
    }
  }

  /** Takes a key away that nobody follows any more. */
  void drop(ConfigKey key) {
    if (key.record() == null) {
      nodes.remove(key.path(), key);
      return;
    }
    List<ConfigKey> same = trees.get(key.path());
    if (same != null) {
      synchronized (same) {
        same.remove(key);
      }
    }
  }

  /** All keys. */
  List<ConfigKey> all() {
    List<ConfigKey> all = new ArrayList<>(nodes.values());
    for (List<ConfigKey> same : trees.values()) {
      synchronized (same) {
        all.addAll(same);
      }
    }
    return all;
  }
}
