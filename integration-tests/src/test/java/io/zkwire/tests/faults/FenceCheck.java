package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fenced writes count without a gap in their order: no number twice, and tokens rise with them. */
final class FenceCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    TreeMap<Long, String> written = new TreeMap<>();
    Map<Long, FencingToken> tokens = new TreeMap<>();
    long[] unknown = new long[2];
    long[] last = {-1};
    EventLog.each(
        directory,
        LockLoad.FEATURE,
        event -> {
          switch (event.what()) {
            case "counted" -> {
              String before = written.put(event.number(0), event.process());
              if (before != null) {
                wrong.add(
                    event.detail(0) + " was written by " + before + " and by " + event.process());
              }
              tokens.put(event.number(0), new FencingToken(event.number(1), event.number(2)));
            }
            case "unknown" -> {
              unknown[0]++;
              unknown[1] = Math.max(unknown[1], event.number(0));
            }
            case "final" -> last[0] = event.number(0);
            default -> {} // what else happened to the lock
          }
        });
    FencingToken before = new FencingToken(0, 0);
    for (Map.Entry<Long, FencingToken> entry : tokens.entrySet()) {
      if (entry.getValue().compareTo(before) < 0) {
        wrong.add(entry.getKey() + " has the token " + entry.getValue() + " after " + before);
      }
      before = entry.getValue();
    }
    long most = written.isEmpty() ? 0 : written.lastKey();
    if (last[0] < most || last[0] > Math.max(most, unknown[1])) {
      wrong.add("the counter ends at " + last[0] + ", and " + most + " was written");
    }
    String text = "fenced writes, %,d of unknown outcome".formatted(unknown[0]);
    return new Finding("fence", written.size(), text, wrong);
  }
}
