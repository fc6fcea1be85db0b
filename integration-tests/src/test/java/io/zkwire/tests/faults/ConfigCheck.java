package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** No value is seen half, none that was never published, and none that is older than the last. */
final class ConfigCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    long[] counts = new long[3]; // seen, published, the highest that anybody tried to publish
    EventLog.each(
        directory,
        ConfigLoad.FEATURE,
        event -> {
          if (event.what().endsWith("published")) {
            counts[1]++;
            counts[2] = Math.max(counts[2], event.number(0));
          }
        });
    EventLog.each(
        directory,
        ConfigLoad.FEATURE,
        event -> {
          if (!event.what().matches("(field|told)-.*")) {
            return;
          }
          counts[0]++;
          long number = event.number(0);
          String who = event.process() + " " + event.what();
          if (LongStream.range(1, 4).anyMatch(i -> event.number((int) i) != number)) {
            wrong.add(who + " is torn: " + event.details());
          }
          Long before = last.put(who, number);
          if (before != null && before > number) {
            wrong.add(who + " goes back from " + before + " to " + number);
          }
          if (number > counts[2]) {
            wrong.add(who + " is " + number + ", which nobody published");
          }
        });
    return new Finding(
        ConfigLoad.FEATURE, counts[0], "values seen of %,d published".formatted(counts[1]), wrong);
  }
}
