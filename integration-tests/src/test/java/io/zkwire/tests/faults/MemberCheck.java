package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of each member a process is told by turns that it has joined, and that it has left. */
final class MemberCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<String, String> last = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    EventLog.each(
        directory,
        MemberLoad.FEATURE,
        event -> {
          if (!event.what().equals("joined") && !event.what().equals("left")) {
            return;
          }
          counts.merge(event.what(), 1, Integer::sum);
          String who = event.process() + " of " + event.detail(0);
          if (event.what().equals(last.put(who, event.what()))) {
            wrong.add(who + ": " + event.what() + " twice in a row");
          }
        });
    int left = counts.getOrDefault("left", 0);
    String text = "departures and %,d arrivals told".formatted(counts.getOrDefault("joined", 0));
    return new Finding(MemberLoad.FEATURE, left, text, wrong);
  }
}
