package io.zkwire.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the nemesis sees who does not see the same in a pause, and what grows or is left. */
class QuietCheckTest extends LogCheckFixture {

  private static String look(int worker, boolean leads, String more) {
    return "process=w%d-1 state=CONNECTED members=w0,w1 config=5/5 leads=%s shards=%s %s"
        .formatted(worker, leads, worker == 0 ? "0,1,2,3" : "4,5,6,7", more);
  }

  private static final String ADDRESSES = "endpoints=10.0.0.1:9000,10.0.0.1:9001,10.0.1.1:80";

  private static Map<String, String> looks() {
    Map<String, String> looks = new HashMap<>();
    looks.put("w0", look(0, true, ADDRESSES + " watches=9 threads=30"));
    looks.put("w1", look(1, false, ADDRESSES + " watches=9 threads=30"));
    looks.put("operator", "members=w0,w1 progress=w0:RUNNING,w1:DONE " + ADDRESSES);
    return looks;
  }

  @Test
  void whatIsNotYetAsItMustBeInAPauseIsFound() {
    assertThat(Calm.wrong(2, "5/5", looks())).isEmpty();
    for (Map.Entry<String, String> change :
        Map.of(
                "state=CONNECTED", "w1 sees state=",
                "members=w0,w1", "w1 sees members=",
                "endpoints=10.0.0.1:9000,", "w1 sees endpoints=",
                "config=5/5", "w1 sees config=",
                "leads=false", "2 lead",
                "shards=4,", "w1 has the shards")
            .entrySet()) {
      Map<String, String> looks = looks();
      String to = change.getKey().equals("leads=false") ? "leads=true" : change.getKey() + "x";
      looks.compute("w1", (w, seen) -> seen.replace(change.getKey(), to));
      if (change.getKey().startsWith("shards")) {
        looks.compute("w1", (w, seen) -> seen.replace("shards=4,x", "shards="));
      }
      assertThat(Calm.wrong(2, "5/5", looks)).anyMatch(f -> f.contains(change.getValue()));
    }
    Map<String, String> looks = looks();
    looks.compute("w1", (w, seen) -> seen.replace("shards=4", "shards=3"));
    assertThat(Calm.wrong(2, "5/5", looks)).anyMatch(f -> f.contains("the shards are had as"));
    looks = looks();
    looks.compute("operator", (w, seen) -> seen.replace("w1:DONE", "w1:DIED"));
    assertThat(Calm.wrong(2, "5/5", looks)).anyMatch(f -> f.contains("w1 does not run"));
    looks = looks();
    looks.put("w0", "silent");
    assertThat(Calm.wrong(2, "5/5", looks)).anyMatch(f -> f.contains("0 lead"));
  }

  private void pause(long number, String stored, Map<String, String> looks) throws IOException {
    log("driver", "quiet begins " + number, "quiet stored " + number + " " + stored);
    for (Map.Entry<String, String> look : looks.entrySet()) {
      log("driver", "quiet look " + number + " " + look.getKey() + " " + look.getValue());
    }
  }

  @Test
  void aPauseThatEndsWithoutCalmIsFound() throws IOException {
    Map<String, String> before = looks();
    before.put("w0", "silent");
    pause(1, "5/5", before);
    pause(1, "5/5", looks());
    holds(new QuietCheck(2), 1);

    pause(2, "6/5", looks());
    log("driver", "quiet begins 3");

    List<String> faults = new QuietCheck(2).judge(directory).faults();
    assertThat(faults).contains("quiet: pause 2: w0 sees config=5/5, not 6/5");
    assertThat(faults).anyMatch(fault -> fault.startsWith("quiet: pause 3: "));
  }

  @Test
  void whatIsLeftAndWhatGrowsIsFound() throws IOException {
    Map<String, String> before = looks();
    before.put("w0", "silent");
    pause(1, "5/5", before);
    pause(1, "5/5", looks());
    log("driver", "leak watches 0 0 []", "leak barriers 3 60 []");
    holds(new LeakCheck(), 2);

    Map<String, String> later = looks();
    later.compute("w0", (w, seen) -> seen.replace("threads=30", "threads=41"));
    later.compute("w1", (w, seen) -> seen.replace("watches=9", "watches=16"));
    pause(2, "5/5", later);
    log("driver", "leak ephemerals 1 0 [/x]");

    finds(
        new LeakCheck(),
        "ephemerals: 1 are left",
        "w0-1 had 30 threads, and has 41",
        "w1-1 had 9 watches, and has 16");
  }
}
