package io.zkwire.processor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says which of the known names somebody may have meant. */
final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /** {@code Did you mean "a" or "b"}, or what is known if nothing is near. */
  static String of(String written, Collection<String> known, String otherwise) {
    int furthest = Math.max(2, written.length() / 3);
    List<String> near =
        known.stream()
            .filter(name -> distance(written, name) <= furthest)
            .sorted(
                Comparator.<String>comparingInt(name -> distance(written, name))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST)
            .toList();
    return near.isEmpty() ? otherwise : "Did you mean " + alternatives(near) + "?";
  }

  private static String alternatives(List<String> names) {
    return names.stream().map(Json::of).collect(Collectors.joining(" or "));
  }

  /** The Levenshtein distance: how many characters to insert, delete or replace. */
  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
