package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Nothing throws what its contract does not name, no thread is stuck, no process dies by itself.
 */
final class ProcessCheck implements LogCheck {
  static final String FEATURE = "process";

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    int[] counts = new int[2];
    EventLog.all(
        directory,
        event -> {
          switch (event.what()) {
            case "threw", "stuck", "died" ->
                wrong.add(event.process() + " " + event.feature() + ": " + event.details());
            case "refused" -> counts[1]++;
            case "ready" -> counts[0]++;
            default -> {} // judged by its own check
          }
        });
    String text = "lives of processes, %,d calls refused by code".formatted(counts[1]);
    return new Finding(FEATURE, counts[0], text, wrong);
  }
}
