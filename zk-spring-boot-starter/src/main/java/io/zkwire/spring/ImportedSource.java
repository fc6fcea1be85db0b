package io.zkwire.spring;

import io.zkwire.ConfigEntry;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * What {@code spring.config.import=zkwire:} has read, among the properties of an application. All
 * of it is swapped at once. Thread-safe.
 */
final class ImportedSource extends EnumerablePropertySource<String> {

  private final String prefix;
  private Map<String, ConfigEntry> entries = new TreeMap<>();
  private volatile Map<String, Object> values = Map.of();

  /**
   * Nothing yet.
   *
   * @param name the name of the source
   * @param prefix below which its keys stand; empty for all
   */
  ImportedSource(String name, String prefix) {
    super(name, prefix);
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** The keys it has. */
  synchronized Set<String> keys() {
    return Set.copyOf(entries.keySet());
  }

  /** How many keys it has. */
  synchronized int size() {
    return entries.size();
  }

  /**
   * Takes over what stands at and below a key.
   *
   * @param root the key; the prefix itself for everything
   * @param now what stands there
   * @param forgets which of the keys there are forgotten where they were not found
   * @return whether anything is other than before
   */
  synchronized boolean replace(
      String root, Collection<ConfigEntry> now, Predicate<String> forgets) {
    Map<String, ConfigEntry> next = new TreeMap<>(entries);
    next.keySet().removeIf(key -> below(root, key) && forgets.test(key));
    now.forEach(entry -> next.put(entry.key(), entry));
    if (same(entries, next)) {
      return false;
    }
    entries = next;
    values = ImportedValues.of(next.values(), prefix);
    return true;
  }

  /** The keys that it has and that were not found. */
  synchronized Set<String> without(Collection<ConfigEntry> now) {
    Set<String> missing = new TreeSet<>(entries.keySet());
    now.forEach(entry -> missing.remove(entry.key()));
    return missing;
  }

  private static boolean below(String root, String key) {
    return root.isEmpty() || key.equals(root) || key.startsWith(root + "/");
  }

  private static boolean same(Map<String, ConfigEntry> before, Map<String, ConfigEntry> now) {
    return before.keySet().equals(now.keySet())
        && now.values().stream()
            .allMatch(
                entry -> {
                  ConfigEntry old = before.get(entry.key());
                  return old != null && old.version().mzxid() == entry.version().mzxid();
                });
  }

  /** Whether a key has to do with an object of properties. */
  boolean concerns(PropertyPrefix wanted, String key) {
    return wanted.concerns(ImportedValues.name(key, prefix));
  }

  /** The transaction of the newest key that a property may come from; 0 where there is none. */
  synchronized long newest(PropertyPrefix wanted) {
    return entries.values().stream()
        .filter(entry -> concerns(wanted, entry.key()))
        .mapToLong(entry -> entry.version().mzxid())
        .max()
        .orElse(0);
  }

  @Override
  public String[] getPropertyNames() {
    return values.keySet().toArray(String[]::new);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return values.get(name);
  }

  @Override
  public boolean containsProperty(String name) {
    return values.containsKey(name);
  }
}
