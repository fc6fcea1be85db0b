package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.BarrierPass;
import io.zkwire.CountDown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;

/** What barriers and latches leave in ZooKeeper, and what others may leave there for them. */
class BarrierNodesTest extends BarrierCase {

  /** All enter, one after the other, so that the first is the oldest. */
  private List<BarrierPass> inside() throws Exception {
    List<Future<BarrierPass>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(entering(i));
      if (i < 2) {
        awaitStanding("1", i + 1);
      }
    }
    List<BarrierPass> passes = new ArrayList<>();
    for (Future<BarrierPass> each : all) {
      passes.add(get(each));
    }
    return passes;
  }

  /** Another node of the party that stands there alone, as one whose old session goes on has it. */
  private void again(String prefix) throws Exception {
    String own =
        stranger.getChildren().forPath(ROOT + "/1").stream()
            .filter(each -> each.startsWith(prefix))
            .findFirst()
            .orElseThrow();
    stranger
        .create()
        .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
        .forPath(ROOT + "/1/" + own.substring(0, own.lastIndexOf('-') + 1));
  }

  private void set(String path, String text) throws Exception {
    stranger.setData().forPath(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Each pass left a node a party for as long as the session lived, and with it its generation. */
  @Test
  void aPassLeavesNoNode() throws Exception {
    for (int round = 0; round < 120; round++) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (ZkWire zk : opened) {
        all.add(
            threads.submit(
                () -> {
                  try (BarrierPass pass = zk.barrier("start", 3).enter(LONG)) {
                    return pass.generation() > 0;
                  }
                }));
      }
      for (Future<Boolean> each : all) {
        assertThat(get(each)).isTrue();
      }
    }
    await()
        .untilAsserted(
            () -> {
              assertThat(stranger.getChildren().forPath(ROOT)).hasSizeLessThanOrEqualTo(53);
              for (String generation : stranger.getChildren().forPath(ROOT)) {
                assertThat(stranger.getChildren().forPath(ROOT + "/" + generation)).isEmpty();
              }
            });
  }

  @Test
  void aGenerationThatWasFullWhenItsTimeCameIsForgottenLater() throws Exception {
    allPass();
    String busy = ROOT + "/1/e-somebody-0000000009";
    stranger.create().withMode(CreateMode.EPHEMERAL).forPath(busy);
    for (int round = 0; round < 60; round++) {
      allPass();
    }
    assertThat(stranger.checkExists().forPath(busy)).isNotNull();
    stranger.delete().forPath(busy);
    for (int round = 0; round < 50; round++) {
      allPass();
    }
    await().until(() -> stranger.checkExists().forPath(ROOT + "/1") == null);
  }

  @Test
  void aGenerationThatAStrangerHasWrittenIsPassedOver() throws Exception {
    allPass();
    set(ROOT + "/2", "x");
    long before = server.counted().requests();
    allPass();
    assertThat(server.counted().requests() - before).isLessThan(300);
    stranger.create().forPath(ROOT + "/5", "no generation".getBytes(StandardCharsets.UTF_8));
    allPass(); // decides the fourth, and finds that the fifth is there
    brokenBy(party(0), Reason.UNKNOWN);
    allPass();
  }

  @Test
  void thoseWhoStandWhereAStrangerHasWrittenAreTold() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    Future<Boolean> second = party(1);
    awaitStanding("1", 2);
    set(ROOT + "/1", "{\"state\":\"OPEN\",\"members\":[],\"by\":\"\"}");
    brokenBy(first, Reason.UNKNOWN);
    brokenBy(second, Reason.UNKNOWN);
    allPass();
  }

  /** FAULTS F10: a client may give up a session that the servers have not given up yet. */
  @Test
  void aPartyThatStandsTwiceCountsOnce() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    again("e-");
    Future<Boolean> second = party(1);
    awaitStanding("1", 3);
    await().during(Duration.ofMillis(500)).until(() -> !first.isDone() && !second.isDone());
    assertThat(get(party(2))).isTrue();
    assertThat(get(first)).isTrue();
    assertThat(get(second)).isTrue();
  }

  @Test
  void aPartyThatLeavesTwiceCountsOnce() throws Exception {
    List<BarrierPass> passes = inside();
    Future<?> first = threads.submit(() -> passes.get(0).close());
    awaitStanding("1", 4);
    again("l-");
    Future<?> second = threads.submit(() -> passes.get(1).close());
    awaitStanding("1", 6);
    await().during(Duration.ofMillis(500)).until(() -> !first.isDone() && !second.isDone());
    passes.get(2).close();
    get(first);
    get(second);
  }

  @Test
  void whoLeavesSeesTheDeathOfAnyoneInside() throws Exception {
    List<BarrierPass> passes = inside();
    Future<?> second = threads.submit(() -> passes.get(1).close());
    awaitStanding("1", 4);
    opened.get(2).close();
    brokenBy(second, Reason.DEATH);
  }

  @Test
  void closingOnAClientOfSomebodyElseLeavesNobodyInside() throws Exception {
    ZkWire guest = ZkWire.builder().framework(stranger).start();
    assertThat(guest.barrier("guest", 1).enter(LONG).generation()).isEqualTo(1);
    assertThat(stranger.getChildren().forPath("/barriers/guest/1")).hasSize(1);
    guest.close();
    await().until(() -> stranger.getChildren().forPath("/barriers/guest/1").isEmpty());
  }

  /** Each call left a watch, and each of these asked again when the latch was opened. */
  @Test
  void waitingOftenLeavesOneWatch() throws Exception {
    CountDown latch = opened.get(0).countDown("loaded", 1);
    for (int i = 0; i < 60; i++) {
      assertThat(latch.await(Duration.ofMillis(5))).isFalse();
    }
    Future<Boolean> last = threads.submit(() -> latch.await(LONG));
    long[] before = {0};
    await()
        .during(Duration.ofMillis(300))
        .until(
            () -> {
              long now = server.counted().requests();
              boolean same = now == before[0];
              before[0] = now;
              return same;
            });
    server.openUncounted().countDown("loaded", 1).countDown();
    assertThat(get(last)).isTrue();
    assertThat(latch.await(LONG)).isTrue();
    assertThat(server.counted().requests() - before[0]).isLessThan(10);
  }
}
