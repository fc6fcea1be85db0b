package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nothing is left when all have closed, and a process has no more threads and watches after its
 * last quiet pause than after its first one, but for a few.
 */
final class LeakCheck implements LogCheck {
  static final String FEATURE = "leak";
  private static final int MORE_THREADS = 10;
  private static final int MORE_WATCHES = 6;

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    int[] searched = new int[1];
    EventLog.each(
        directory,
        FEATURE,
        event -> {
          searched[0]++;
          if (event.number(0) > event.number(1)) {
            wrong.add(event.what() + ": " + event.detail(0) + " are left: " + event.detail(2));
          }
        });
    Map<String, List<Map<String, String>>> looks = new TreeMap<>();
    EventLog.each(
        directory,
        QuietCheck.FEATURE,
        event -> {
          if (event.what().equals("look") && !event.detail(1).equals(Calm.OPERATOR)) {
            Map<String, String> parts = Calm.parts(String.join(" ", event.details()));
            if (parts.containsKey("process")) { // else it was silent
              looks.computeIfAbsent(parts.get("process"), p -> new ArrayList<>()).add(parts);
            }
          }
        });
    looks.forEach(
        (process, seen) -> {
          grows(process, "threads", seen, MORE_THREADS, wrong);
          grows(process, "watches", seen, MORE_WATCHES, wrong);
        });
    String text = "searches for what is left, and %,d processes watched".formatted(looks.size());
    return new Finding(FEATURE, searched[0], text, wrong);
  }

  private static void grows(
      String process, String what, List<Map<String, String>> seen, int most, List<String> wrong) {
    int first = Integer.parseInt(seen.get(0).get(what));
    int last = Integer.parseInt(seen.get(seen.size() - 1).get(what));
    if (last - first > most) {
      wrong.add(process + " had " + first + " " + what + ", and has " + last);
    }
  }
}
