package io.zkwire.agent.mapping;

import java.util.Collection;

/** Finds what somebody may have meant. */
public final class Similar {

  private Similar() {}

  /**
   * A hint for a message.
   *
   * @param found what was written
   * @param known what could have been meant
   * @return {@code "; did you mean 'x'"}, or an empty text where nothing is near
   */
  public static String hint(String found, Collection<String> known) {
    String best = "";
    int least = Math.max(2, found.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(found, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '" + best + "'";
  }

  /** How many characters must be inserted, removed or replaced. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[b.length()];
  }
}
