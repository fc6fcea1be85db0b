package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of those that can say what came of a call, all passed or none did; and so with leaving. */
final class BarrierCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<String, List<String>> outcomes = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    EventLog.each(
        directory,
        BarrierLoad.FEATURE,
        event -> {
          switch (event.what()) {
            case "outcome", "left" -> {
              String call = event.what() + " " + event.detail(0);
              outcomes.computeIfAbsent(call, c -> new ArrayList<>()).add(event.detail(1));
              counts.merge(event.detail(1), 1, Integer::sum);
            }
            case "silent" -> wrong.add("call " + event.detail(0) + " had no answer");
            default -> {} // who comes when
          }
        });
    int passed = 0;
    for (Map.Entry<String, List<String>> entry : outcomes.entrySet()) {
      boolean some = entry.getValue().contains(BarrierLoad.PASSED);
      boolean others =
          entry.getValue().stream()
              .anyMatch(o -> !o.equals(BarrierLoad.PASSED) && !o.equals("UNKNOWN"));
      passed += some && entry.getKey().startsWith("outcome") ? 1 : 0;
      if (some && others) {
        wrong.add(entry.getKey() + " passed in part: " + entry.getValue());
      }
    }
    String text = "of %,d calls passed, answers %s".formatted(outcomes.size(), counts);
    return new Finding(BarrierLoad.FEATURE, passed, text, wrong);
  }
}
