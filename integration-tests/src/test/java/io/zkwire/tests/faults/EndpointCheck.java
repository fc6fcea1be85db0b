package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** No list of endpoints is empty for a moment: one of them stands there for ever. */
final class EndpointCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    long[] picks = new long[1];
    EventLog.each(
        directory,
        EndpointLoad.FEATURE,
        event -> {
          if (event.what().equals("picked")) {
            picks[0] += event.number(0);
          } else if (event.what().equals("empty")) {
            wrong.add(event.process() + ": an empty list at " + event.nanos());
          }
        });
    return new Finding(EndpointLoad.FEATURE, picks[0], "endpoints picked", wrong);
  }
}
