package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** After each quiet pause all see the same, and it is so. */
final class QuietCheck implements LogCheck {
  static final String FEATURE = "quiet";

  private final int workers;

  QuietCheck(int workers) {
    this.workers = workers;
  }

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<Long, String> stored = new TreeMap<>();
    Map<Long, Map<String, String>> looks = new HashMap<>();
    EventLog.each(
        directory,
        FEATURE,
        event -> {
          long number = event.number(0);
          switch (event.what()) {
            case "begins" -> stored.putIfAbsent(number, "");
            case "stored" -> stored.put(number, event.detail(1));
            case "look" ->
                looks
                    .computeIfAbsent(number, n -> new HashMap<>())
                    .put(
                        event.detail(1),
                        String.join(" ", event.details().subList(2, event.details().size())));
            default -> {} // how long it took
          }
        });
    for (Map.Entry<Long, String> entry : stored.entrySet()) {
      Map<String, String> seen = looks.getOrDefault(entry.getKey(), Map.of());
      for (String fault : Calm.wrong(workers, entry.getValue(), seen)) {
        wrong.add("pause " + entry.getKey() + ": " + fault);
      }
    }
    return new Finding(FEATURE, stored.size(), "pauses, in which all see the same", wrong);
  }
}
