package io.zkwire.processor;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives names of which no two are the same. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();

  /** Takes names out, so that they are not given. */
  void reserve(Collection<String> names) {
    taken.addAll(names);
  }

  /** The name itself, or with a separator and the first number that makes it unlike all others. */
  String give(String base, String separator) {
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + separator + i;
    }
    return name;
  }
}
