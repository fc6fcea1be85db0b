package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command runs at most once a member; once if it is told as done, never if it is told as expired;
 * and each that was sent comes to an end at each member.
 */
final class CommandCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> runs = new HashMap<>();
    Map<String, Integer> ends = new TreeMap<>();
    Map<String, Integer> toldOf = new HashMap<>();
    List<String> sent = new ArrayList<>();
    EventLog.each(
        directory,
        CommandLoad.FEATURE,
        event -> {
          if (event.what().equals("ran")) {
            String member = event.process().split("-")[0];
            runs.merge(event.detail(0) + " " + member, 1, Integer::sum);
          } else if (event.what().equals("sent")) {
            sent.add(event.detail(0));
          }
        });
    EventLog.each(
        directory,
        CommandLoad.FEATURE,
        event -> {
          if (event.what().equals("ended")) {
            String state = event.detail(2);
            ends.merge(state, 1, Integer::sum);
            toldOf.merge(event.detail(0), 1, Integer::sum);
            int ran = runs.getOrDefault(event.detail(0) + " " + event.detail(1), 0);
            boolean fits =
                switch (state) {
                  case "DONE" -> ran == 1;
                  case "EXPIRED" -> ran == 0;
                  case "DIED" -> true;
                  default -> false;
                };
            if (!fits) {
              wrong.add(event.details() + ", and it ran " + ran + " times");
            }
          }
        });
    runs.forEach(
        (command, count) -> {
          if (count > 1) {
            wrong.add(command + " ran " + count + " times");
          }
        });
    for (String number : sent) {
      if (!toldOf.containsKey(number)) {
        wrong.add(number + " was sent and never ended");
      }
    }
    String text = "runs of %,d commands, which ended as %s".formatted(sent.size(), ends);
    return new Finding(CommandLoad.FEATURE, runs.size(), text, wrong);
  }
}
