package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.TaskProgress;
import io.zkwire.WorkerProgress;
import io.zkwire.WorkerProgress.State;
import io.zkwire.ZkWireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.test.KillSession;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** Progress without annotations, against one real server. */
class ProgressTest extends TwoClients {

  private String read(String path) throws Exception {
    return new String(one.curator().getData().forPath("/app" + path), StandardCharsets.UTF_8);
  }

  private Stat stat(String path) throws Exception {
    return one.curator().checkExists().forPath("/app" + path);
  }

  private static WorkerProgress seen(ProgressBoard board, String worker, State state) {
    await()
        .until(
            () -> {
              WorkerProgress now = board.now().worker(worker);
              return now != null && now.state() == state;
            });
    return board.now().worker(worker);
  }

  @Test
  void aWorkerIsSeenWhileItRunsAndItsResultIsKept() throws Exception {
    ProgressBoard board = two.progressBoard("import");
    assertThat(board.now().workers()).isEmpty();
    Progress progress = one.progress("import", "a").total(10).advance(4).message("orders");
    await().until(() -> stat("/progress/import/a") != null);
    assertThat(stat("/progress/import/a").getEphemeralOwner()).isNotZero();
    await()
        .untilAsserted(
            () -> {
              WorkerProgress now = seen(board, "a", State.RUNNING);
              assertThat(now.percent()).isEqualTo(40);
              assertThat(now.message()).isEqualTo("orders");
              assertThat(now.pid()).isEqualTo(ProcessHandle.current().pid());
            });
    progress.advance(6).done();
    assertThat(seen(board, "a", State.DONE).percent()).isEqualTo(100);
    assertThat(board.now().ended()).isTrue();
    assertThat(stat("/progress/import/a")).isNull();
    assertThat(read("/progress-results/import/a")).contains("\"state\":\"DONE\"", "\"done\":10");
    progress.advance(1).failed("after its end");
    assertThat(two.progressBoard("import").now().worker("a").done()).isEqualTo(10);
  }

  @Test
  void writesAreAtMostOneASecondAndTheLastOneIsWrittenAlways() throws Exception {
    long begun = System.nanoTime();
    Progress progress = one.progress("import", "a").total(100_000);
    await().until(() -> stat("/progress/import/a") != null);
    int done = 0;
    while (System.nanoTime() - begun < 2_000_000_000L) {
      progress.advance(1);
      done++;
    }
    String last = "\"done\":" + done + ",";
    await().until(() -> read("/progress/import/a").contains(last));
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(stat("/progress/import/a").getVersion()).isBetween(1, (int) seconds + 1);
    progress.reached(99_999).failed("one was bad");
    await().until(() -> stat("/progress-results/import/a") != null);
    assertThat(read("/progress-results/import/a"))
        .contains("\"done\":99999", "\"state\":\"FAILED\"", "one was bad");
  }

  @Test
  void oneThatVanishesUnfinishedDiedEvenIfAnEarlierResultIsKept() {
    ProgressBoard board = two.progressBoard("import");
    one.progress("import", "a").total(10).advance(10).done();
    seen(board, "a", State.DONE);
    ZkWire third = open();
    third.progress("import", "a").total(100).advance(42);
    await().until(() -> board.now().worker("a").percent() == 42);
    third.curator().close(); // without a word, as a process that is killed: its session goes
    WorkerProgress dead = seen(board, "a", State.DIED);
    assertThat(dead.percent()).isEqualTo(42);
    assertThat(dead).hasToString("a: 42 %, died");
    third.close();
    one.progress("import", "a").total(10).advance(1);
    await().until(() -> board.now().worker("a").done() == 1);
    seen(board, "a", State.RUNNING);
  }

  @Test
  void afterTheSessionExpiredTheNodeIsMadeAgainByTheNewOne() throws Exception {
    ProgressBoard board = two.progressBoard("import");
    Progress progress = one.progress("import", "a").total(10).advance(3);
    seen(board, "a", State.RUNNING);
    long before = stat("/progress/import/a").getEphemeralOwner();
    KillSession.kill(one.curator().getZookeeperClient().getZooKeeper());
    await()
        .until(
            () -> {
              Stat now = two.curator().checkExists().forPath("/app/progress/import/a");
              return now != null && now.getEphemeralOwner() != before;
            });
    progress.advance(2).done();
    assertThat(seen(board, "a", State.DONE).done()).isEqualTo(5);
  }

  @Test
  void aNodeThatSomebodyDeletesIsMadeAgain() throws Exception {
    Progress progress = one.progress("import", "a").total(10);
    await().until(() -> stat("/progress/import/a") != null);
    two.curator().delete().forPath("/app/progress/import/a");
    progress.advance(1);
    await().until(() -> stat("/progress/import/a") != null);
    assertThat(progress.ended()).isFalse();
  }

  @Test
  void anotherProcessOfTheSameNameIsNotOverwrittenAndWaits() throws Exception {
    Progress first = one.progress("import", "a").advance(1);
    await().until(() -> stat("/progress/import/a") != null);
    Progress second = two.progress("import", "a").advance(7);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                two.health().problems().stream()
                    .anyMatch(p -> p.message().contains("ZK-PROGRESS-20")));
    assertThat(read("/progress/import/a")).contains("\"done\":1,");
    first.done(); // its own node stands until that is written
    long waiting = two.curator().getZookeeperClient().getZooKeeper().getSessionId();
    await()
        .until(
            () -> {
              Stat now = stat("/progress/import/a");
              return now != null && now.getEphemeralOwner() == waiting;
            });
    assertThat(read("/progress/import/a")).contains("\"done\":7,");
    second.close();
  }

  @Test
  void callsAtTheSameTimeHaveNamesOfTheirOwnAndALaterOneHasTheSameAgain() {
    ProgressBoard board = two.progressBoard("import");
    Progress a = one.progress("import");
    Progress b = one.progress("import");
    assertThat(b.worker()).isEqualTo(a.worker() + ".2");
    a.done();
    Progress c = one.progress("import");
    assertThat(c.worker()).isEqualTo(a.worker());
    seen(board, a.worker(), State.RUNNING);
    c.close();
    assertThat(seen(board, a.worker(), State.FAILED).message())
        .isEqualTo("closed before it was done");
  }

  @Test
  void theSumsAreThoseOfTheWorkers() {
    ProgressBoard board = two.progressBoard("import");
    List<TaskProgress> told = new CopyOnWriteArrayList<>();
    board.onChange(told::add);
    one.progress("import", "a").total(100).reached(50);
    Progress b = two.progress("import", "b").total(300).reached(50);
    await().until(() -> board.now().done() == 100);
    assertThat(board.now().total()).isEqualTo(400);
    assertThat(board.now().percent()).isEqualTo(25);
    await().until(() -> board.now().rate() > 0 && board.now().timeLeft() != null);
    b.reached(60);
    await().until(() -> board.now().done() == 110);
    await().until(() -> !told.isEmpty() && told.get(told.size() - 1).done() == 110);
    assertThat(board.now().ended()).isFalse();
  }

  @Test
  void whatAStrangerWritesIsRefusedAndReported() throws Exception {
    ProgressBoard board = two.progressBoard("import");
    one.progress("import", "a").total(10).advance(1);
    seen(board, "a", State.RUNNING);
    one.curator()
        .create()
        .withMode(CreateMode.EPHEMERAL)
        .forPath("/app/progress/import/evil", "[1".repeat(60).getBytes(StandardCharsets.UTF_8));
    await()
        .until(
            () ->
                two.health().problems().stream()
                    .anyMatch(p -> p.message().contains("ZK-PROGRESS-21")));
    assertThat(board.now().workers()).hasSize(1);
    one.curator().delete().forPath("/app/progress/import/evil");
    await().until(() -> two.health().problems().isEmpty());
  }

  @Test
  void resultsAreBoundedInNumber() throws Exception {
    for (int i = 0; i < 120; i++) {
      one.curator()
          .create()
          .creatingParentsIfNeeded()
          .forPath(
              "/app/progress-results/import/w" + i,
              "{\"state\":\"DONE\"}".getBytes(StandardCharsets.UTF_8));
    }
    one.progress("import", "last").done();
    await()
        .until(
            () ->
                one.curator().getChildren().forPath("/app/progress-results/import").size() == 100);
    assertThat(stat("/progress-results/import/last")).isNotNull();
    assertThat(stat("/progress-results/import/w0")).isNull();
  }

  @Test
  void closingLeavesNoNodeAndNoWatch() throws Exception {
    ProgressBoard board = two.progressBoard("import");
    assertThat(two.watches()).containsExactly("/progress-results/import", "/progress/import");
    Progress progress = one.progress("import", "a").total(10).advance(1);
    seen(board, "a", State.RUNNING);
    one.close();
    assertThat(seen(board, "a", State.FAILED).message()).contains("closed");
    assertThat(progress.ended()).isTrue();
    board.close();
    assertThat(two.watches()).isEmpty();
    one = open();
    assertThat(stat("/progress/import/a")).isNull();
  }

  @Test
  void namesThatWouldLeaveTheirRootAreRefused() {
    assertThatThrownBy(() -> one.progress("../x")).isInstanceOf(ZkWireException.class);
    assertThatThrownBy(() -> one.progress("a", "b/c")).isInstanceOf(ZkWireException.class);
    assertThatThrownBy(() -> one.progressBoard("")).isInstanceOf(ZkWireException.class);
    assertThatThrownBy(Progress::current).isInstanceOf(IllegalStateException.class);
  }
}
