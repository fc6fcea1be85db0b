package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check made of the logs.
 *
 * @param check its name
 * @param count how much it judged
 * @param text what that is, with further figures
 * @param wrong what was wrong
 */
record Finding(String check, long count, String text, List<String> wrong) {

  private static final int MOST = 20;

  Finding {
    wrong = List.copyOf(wrong);
  }

  /** The first things that were wrong; a check that saw nothing is no check. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (count == 0) {
      faults.add(check + ": there was nothing to judge");
    }
    wrong.stream().limit(MOST).forEach(fault -> faults.add(check + ": " + fault));
    if (wrong.size() > MOST) {
      faults.add(check + ": and " + (wrong.size() - MOST) + " more");
    }
    return faults;
  }

  @Override
  public String toString() {
    return "%s: %,d %s%s"
        .formatted(check, count, text, wrong.isEmpty() ? "" : ", " + wrong.size() + " WRONG");
  }
}
