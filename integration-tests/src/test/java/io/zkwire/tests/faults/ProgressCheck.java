package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is told of a task lies between nothing and all of it; and what is done is all of it. */
final class ProgressCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    long[] counts = new long[2];
    EventLog.each(
        directory,
        ProgressLoad.FEATURE,
        event -> {
          if (event.what().equals("run")) {
            counts[0]++;
          } else if (event.what().equals("told")) {
            counts[1]++;
            long done = event.number(2);
            boolean ended = event.detail(1).equals("DONE");
            if (done < 0
                || done > ProgressLoad.TOTAL
                || event.detail(1).equals("FAILED")
                || (ended && done != ProgressLoad.TOTAL)) {
              wrong.add("told of " + event.details());
            }
          }
        });
    if (counts[1] == 0) {
      wrong.add("nothing was told");
    }
    return new Finding(
        ProgressLoad.FEATURE,
        counts[0],
        "tasks done, told in %,d steps".formatted(counts[1]),
        wrong);
  }
}
