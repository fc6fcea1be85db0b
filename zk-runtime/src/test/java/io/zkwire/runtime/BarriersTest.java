package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.BarrierPass;
import io.zkwire.CountDown;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Barriers and latches without annotations, against one real server. */
class BarriersTest extends BarrierCase {

  @Test
  void allPassTogetherManyTimes() throws Exception {
    for (int round = 0; round < 100; round++) {
      allPass();
    }
    await()
        .untilAsserted(
            () -> assertThat(stranger.getChildren().forPath(ROOT)).hasSizeLessThanOrEqualTo(53));
  }

  @Test
  void whoIsTooLateBreaksItForAllAndTheNextGenerationPasses() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    Future<Boolean> second = party(1, Duration.ofMillis(200));
    brokenBy(second, Reason.TIMEOUT);
    brokenBy(first, Reason.TIMEOUT);
    allPass();
  }

  @Test
  void theDeathOfAPartyBreaksItForAll() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    Future<Boolean> second = party(1);
    awaitStanding("1", 2);
    opened.get(1).close();
    brokenBy(first, Reason.DEATH);
    assertThatThrownBy(() -> get(second))
        .hasCauseInstanceOf(ZkWireException.class)
        .hasMessageContaining(ErrorCode.SESSION_CLOSED.id());
  }

  @Test
  void theDeathOfTheFirstBreaksItForAll() throws Exception {
    Future<Boolean> first = party(1);
    awaitStanding("1", 1);
    Future<Boolean> second = party(0);
    awaitStanding("1", 2);
    opened.get(1).close();
    brokenBy(second, Reason.DEATH);
    assertThat(first.isDone()).isTrue();
  }

  @Test
  void anInterruptBreaksItForAll() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    Future<Boolean> second = party(1);
    awaitStanding("1", 2);
    second.cancel(true);
    brokenBy(first, Reason.INTERRUPTED);
  }

  @Test
  void aDeletedNodeBreaksItForAll() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    Future<Boolean> second = party(1);
    awaitStanding("1", 2);
    String node = stranger.getChildren().forPath(ROOT + "/1").get(0);
    stranger.delete().forPath(ROOT + "/1/" + node);
    brokenBy(first, Reason.DEATH);
    brokenBy(second, Reason.DEATH);
  }

  @Test
  void nobodyLeavesBeforeAllLeave() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Future<Integer>> all = new ArrayList<>();
    for (ZkWire zk : opened) {
      Callable<Integer> party =
          () -> {
            try (BarrierPass pass = zk.barrier("start", 3).enter(LONG)) {
              assertThat(pass.generation()).isEqualTo(1);
              inside.incrementAndGet();
            }
            return inside.get();
          };
      all.add(threads.submit(party));
    }
    for (Future<Integer> each : all) {
      assertThat(get(each)).isEqualTo(3);
    }
  }

  @Test
  void whoDiesInsideBreaksTheLeavingOfTheOthers() throws Exception {
    List<Future<BarrierPass>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(entering(i));
    }
    List<BarrierPass> passes = new ArrayList<>();
    for (Future<BarrierPass> each : all) {
      passes.add(get(each));
    }
    Future<?> first = threads.submit(() -> passes.get(0).close());
    Future<?> second = threads.submit(() -> passes.get(1).close());
    opened.get(2).close();
    brokenBy(first, Reason.DEATH);
    brokenBy(second, Reason.DEATH);
  }

  /** Found by a run: two looks under way at the change of generations made it stand twice. */
  @RepeatedTest(20)
  void oneTooManyWaitsForTheNextGeneration() throws Exception {
    List<Future<Boolean>> four = List.of(party(0), party(1), party(2), party(0));
    await().until(() -> four.stream().filter(Future::isDone).count() == 3);
    List<Future<Boolean>> more = List.of(party(1), party(2));
    for (Future<Boolean> each : four) {
      assertThat(get(each)).isTrue();
    }
    for (Future<Boolean> each : more) {
      assertThat(get(each)).isTrue();
    }
  }

  @Test
  void anotherNumberOfPartiesIsRefused() throws Exception {
    Future<Boolean> first = party(0);
    awaitStanding("1", 1);
    assertThatThrownBy(() -> opened.get(1).barrier("start", 4).await(LONG))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BARRIER_CONFLICT));
    assertThat(first).isNotDone();
  }

  @Test
  void aLatchOpensOnceItHasBeenCountedDown() throws Exception {
    CountDown here = opened.get(0).countDown("loaded", 40);
    Future<Boolean> waiting =
        threads.submit(() -> opened.get(2).countDown("loaded", 40).await(LONG));
    assertThat(here.await(Duration.ofMillis(50))).isFalse();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CountDown latch = opened.get(i % 2).countDown("loaded", 40);
      all.add(threads.submit(latch::countDown));
    }
    for (Future<?> each : all) {
      get(each);
    }
    assertThat(get(waiting)).isTrue();
    assertThat(here.left()).isZero();
    here.countDown();
    assertThat(here.await(Duration.ZERO)).isTrue();
    assertThatThrownBy(() -> opened.get(1).countDown("loaded", 41).left())
        .isInstanceOf(ZkWireException.class)
        .hasMessageContaining(ErrorCode.BARRIER_CONFLICT.id());
  }
}
