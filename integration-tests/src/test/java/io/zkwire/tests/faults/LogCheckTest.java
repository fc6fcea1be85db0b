package io.zkwire.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That each check of the nemesis finds what a bad log shows, and nothing in a good one. */
class LogCheckTest extends LogCheckFixture {
  private static final long MS = 1_000_000;

  private void works(String kind, String process, long fromMs, long toMs, long czxid)
      throws IOException {
    Path file = directory.resolve(kind + "-" + process + ExclusiveCheck.SUFFIX);
    try (WorkLog log = new WorkLog(file)) {
      for (long t = fromMs; t <= toMs; t++) {
        log.append(new Observation(t * MS, t * MS + 10_000, czxid, 0));
      }
    }
  }

  @Test
  void aCheckThatSawNothingFails() throws IOException {
    log("driver", "nemesis begins KILL");
    for (LogCheck check : LogCheck.all(4)) {
      assertThat(check.judge(directory).faults())
          .anyMatch(fault -> fault.endsWith("there was nothing to judge"));
    }
  }

  @Test
  void twoThatWorkAtATimeAreFoundEachKindByItself() throws IOException {
    ExclusiveCheck check = new ExclusiveCheck("shard", List.of("shard0", "shard1"));
    works("shard0", "w0-1", 0, 500, 1);
    works("shard0", "w1-1", 501, 900, 2);
    works("shard1", "w1-1", 0, 500, 3);
    holds(check, 3);

    works("shard1", "w2-1", 400, 600, 4);

    finds(check, "shard1: 99990 us of w1-1 (3-0) and w2-1 (4-0)");
  }

  @Test
  void aTokenThatFallsIsFound() throws IOException {
    works("leader", "w0-1", 0, 500, 7);
    works("leader", "w1-1", 600, 900, 6);

    finds(new ExclusiveCheck("leader", List.of("leader")), "6-0 after 7-0 of w0-1 in w1-1");
  }

  @Test
  void fencedWritesThatCountAsTheyMustHold() throws IOException {
    log("w0-1", "lock counted 1 10 0", "lock unknown 2 10 0", "lock counted 4 12 0");
    log("w1-1", "lock counted 3 11 0");
    log("driver", "lock final 4");

    holds(new FenceCheck(), 3);
  }

  @Test
  void aStaleFencedWriteIsFound() throws IOException {
    log("w0-1", "lock counted 1 10 0", "lock counted 2 10 0");
    log("w1-1", "lock counted 2 11 0");
    log("driver", "lock final 2");

    finds(new FenceCheck(), "2 was written by w0-1 and by w1-1");
  }

  @Test
  void aFallingTokenAndALostFencedWriteAreFound() throws IOException {
    log("w0-1", "lock counted 1 10 0", "lock counted 3 9 0");
    log("driver", "lock final 2");

    finds(new FenceCheck(), "3 has the token 9-0 after a-0", "the counter ends at 2");
  }

  private void ids(String process, String name, long... ids) {
    IdLog log = new IdLog(directory.resolve(process + ".log"), name);
    for (long id : ids) {
      log.append(id);
    }
  }

  @Test
  void anIdGivenTwiceAndOneThatFallsAreFound() {
    ids("w0-1", "block-1", 1, 2, 3);
    ids("w1-1", "block-1", 10, 11);
    ids("w0-1", "snowflake-1", 100);
    ids("w0-1", "sequential-1", 0, 1);
    holds(new IdCheck(), 8);

    ids("w2-1", "block-1", 11);
    ids("w2-1", "snowflake-1", 102, 101);

    finds(new IdCheck(), "block: 11 was given twice", "101 after 102");
  }

  @Test
  void aStrategyWithoutIdsIsFound() {
    ids("w0-1", "block-1", 1);
    ids("w0-1", "snowflake-1", 100);

    finds(new IdCheck(), "no IDs of sequential");
  }

  @Test
  void configThatIsTornGoesBackOrWasNeverPublishedIsFound() throws IOException {
    log("driver", "config published 1", "config unpublished 2", "config published 3");
    log("w0-1", "config field-node 1 1 1 1", "config told-node 3 3 3 3");
    log("w0-2", "config field-node 1 1 1 1", "config field-node 2 2 2 2");
    holds(new ConfigCheck(), 4);

    log("w1-1", "config field-tree 3 3 3 3", "config field-tree 1 1 1 1");
    log("w2-1", "config told-tree 2 2 3 2");
    log("w3-1", "config told-tree 4 4 4 4");

    finds(new ConfigCheck(), "goes back from 3 to 1", "is torn", "which nobody published");
  }

  @Test
  void aDepartureThatIsToldTwiceIsFound() throws IOException {
    log("w0-1", "member left w1 DIED", "member joined w1", "member left w1 DIED");
    holds(new MemberCheck(), 2);

    log("w2-1", "member left w1 DIED", "member left w3 DIED", "member left w1 DIED");

    finds(new MemberCheck(), "w2-1 of w1: left twice in a row");
  }

  @Test
  void anEmptyListOfEndpointsIsFound() throws IOException {
    log("w0-1", "endpoint picked 200");
    holds(new EndpointCheck(), 200);

    log("w1-1", "endpoint empty");

    finds(new EndpointCheck(), "w1-1: an empty list");
  }

  @Test
  void impossibleProgressIsFound() throws IOException {
    log("w0-1", "progress run 1");
    log("driver", "progress told w0 RUNNING 5 20", "progress told w0 DONE 20 20");
    holds(new ProgressCheck(), 1);

    log("driver", "progress told w0 RUNNING 21 20", "progress told w0 DONE 19 20");
    log("driver", "progress told w0 FAILED 3 20");

    finds(new ProgressCheck(), "[w0, RUNNING, 21", "[w0, DONE, 19", "[w0, FAILED, 3");
  }

  @Test
  void commandsThatEndAsTheyRanHold() throws IOException {
    log("driver", "command sent 1", "command ended 1 w0 DONE", "command ended 1 w1 EXPIRED");
    log("driver", "command sent 2", "command ended 2 w0 DIED", "command ended 2 w1 DIED");
    log("w0-1", "command ran 1", "command ran 2");

    holds(new CommandCheck(), 2);
  }

  @Test
  void aCommandThatRunsAgainInTheNextLifeIsFound() throws IOException {
    log("driver", "command sent 1", "command ended 1 w0 DIED");
    log("w0-1", "command ran 1");
    log("w0-2", "command ran 1");

    finds(new CommandCheck(), "1 w0 ran 2 times");
  }

  @Test
  void aCommandWhoseEndIsNotTrueIsFound() throws IOException {
    log("driver", "command sent 1", "command ended 1 w0 DONE", "command ended 1 w1 EXPIRED");
    log("driver", "command sent 2", "command ended 2 w1 PENDING");
    log("driver", "command sent 3");
    log("w1-1", "command ran 1");

    finds(
        new CommandCheck(),
        "[1, w0, DONE], and it ran 0 times",
        "[1, w1, EXPIRED], and it ran 1 times",
        "[2, w1, PENDING]",
        "3 was sent and never ended");
  }

  @Test
  void itemsThatAreDoneAndDoneAgainHold() throws IOException {
    log("w0-1", "queue try a", "queue put a", "queue try b", "queue unput b ZK-SESSION-05");
    log("w1-1", "queue did a item-1 1 a", "queue did a item-1 2 a");
    log("driver", "queue state 3 1 0 0", "queue state 0 0 0 2");

    holds(new QueueCheck(), 1);
    assertThat(new QueueCheck().judge(directory).text()).contains("1 done again");
  }

  @Test
  void anItemThatIsLostOrAnotherOneOrTheSameTryIsFound() throws IOException {
    log("w0-1", "queue try a", "queue put a");
    log("w0-1", "queue try b", "queue put b", "queue did b item-1 1 b", "queue did b item-2 2 b");
    log("w0-1", "queue try c", "queue put c", "queue did c item-3 1 c", "queue did c item-3 1 c");
    log("w0-1", "queue did d item-4 1 d");
    log("driver", "queue state 2 0 1 4");

    finds(
        new QueueCheck(),
        "a was lost",
        "b was done 2 times with the ids",
        "c was done 2 times with the ids",
        "d was never put",
        "2 items are left, 1 of them parked");
  }

  @Test
  void aBarrierThatLetsSomePassIsFound() throws IOException {
    log("w0-1", "barrier outcome 1 passed", "barrier outcome 2 TIMEOUT", "barrier left 1 passed");
    log("w1-1", "barrier outcome 1 UNKNOWN", "barrier outcome 2 DEATH", "barrier left 1 passed");
    holds(new BarrierCheck(), 1);

    log("w2-1", "barrier outcome 1 TIMEOUT", "barrier left 1 DEATH");
    log("driver", "barrier silent 3");

    finds(new BarrierCheck(), "call 3 had no answer", "left 1 passed in part", "outcome 1 passed");
  }

  @Test
  void aProcessThatDiesAndACallThatThrowsAreFound() throws IOException {
    log("w0-1", "process ready", "id refused ZK-ID-21");
    holds(new ProcessCheck(), 1);

    log("w0-1", "queue threw java.lang.IllegalStateException", "lock stuck load-lock");
    log("driver", "process died w0");

    finds(new ProcessCheck(), "driver process: [w0]", "w0-1 queue", "w0-1 lock: [load-lock]");
  }

  @Test
  void aLineThatAKillCutOffIsLeftOut() throws IOException {
    log("w0-1", "endpoint picked 200");
    Files.writeString(
        directory.resolve("w0-1" + EventLog.SUFFIX),
        "1 2 endpoint picked",
        StandardOpenOption.APPEND);

    holds(new EndpointCheck(), 200);
  }
}
