package io.zkwire.spring;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The prefix of {@code @ConfigurationProperties}, and which keys have to do with it. Immutable.
 *
 * @param name the prefix
 */
record PropertyPrefix(ConfigurationPropertyName name) {

  /** As the annotation has it. */
  static PropertyPrefix of(String text) {
    return new PropertyPrefix(ConfigurationPropertyName.adapt(text, '.'));
  }

  /**
   * Whether a property is at or below the prefix, or above it, where it may be an object with the
   * rest in it.
   *
   * @param property the name of the property
   */
  boolean concerns(String property) {
    ConfigurationPropertyName other = ConfigurationPropertyName.adapt(property, '.');
    return name.equals(other) || name.isAncestorOf(other) || other.isAncestorOf(name);
  }

  /**
   * The key at or above another one with which all that belongs to the prefix begins.
   *
   * @param key a key that has to do with it
   * @param imported the prefix of the import, which the key begins with
   */
  String root(String key, String imported) {
    int from = imported.isEmpty() ? 0 : imported.length() + 1;
    for (int end = key.indexOf('/', from); end > 0; end = key.indexOf('/', end + 1)) {
      String above = key.substring(from, end).replace('/', '.');
      ConfigurationPropertyName reached = ConfigurationPropertyName.adapt(above, '.');
      if (name.equals(reached) || name.isAncestorOf(reached)) {
        return key.substring(0, end);
      }
    }
    return key;
  }
}
