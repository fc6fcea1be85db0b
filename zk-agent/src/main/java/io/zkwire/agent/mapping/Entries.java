package io.zkwire.agent.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** How the entry of a member is read, by the keys of the features. */
final class Entries {

  private Entries() {}

  /**
   * The wishes of an entry, in the order of the keys.
   *
   * @param entry the entry
   * @param member the key that names the member
   * @param keys the keys of the features
   * @param name the name of a key
   * @param options what goes with a key
   * @param read reads a key
   */
  static <K, W> Map<String, W> wishes(
      Section entry,
      String member,
      List<K> keys,
      Function<K, String> name,
      Function<K, Set<String>> options,
      Function<K, Function<Section, W>> read) {
    Map<String, W> wishes = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>(Set.of(member));
    Set<String> fitting = new LinkedHashSet<>(Set.of(member));
    List<String> names = new ArrayList<>();
    for (K key : keys) {
      names.add(name.apply(key));
      all.add(name.apply(key));
      all.addAll(options.apply(key));
      if (entry.has(name.apply(key))) {
        wishes.put(name.apply(key), read.apply(key).apply(entry));
        fitting.add(name.apply(key));
        fitting.addAll(options.apply(key));
      }
    }
    entry.allow(all);
    for (String key : entry.keys()) {
      if (!wishes.isEmpty() && all.contains(key) && !fitting.contains(key)) {
        entry.wrong(key, "it does not go with " + wishes.keySet(), "Remove it");
      }
    }
    if (wishes.isEmpty()) {
      entry.wrong(
          member, "it says nothing of what the " + member + " wants", "Add one of " + names);
    }
    return Collections.unmodifiableMap(wishes);
  }
}
