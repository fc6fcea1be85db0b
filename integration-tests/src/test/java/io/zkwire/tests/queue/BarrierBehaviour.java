package io.zkwire.tests.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.ErrorCode;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.queue.Mails.Step;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What barriers do for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class BarrierBehaviour {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;
  private Step here;
  private Step there;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient();
    two = clients.newClient();
    here = carrier().create(one, Step.class);
    there = carrier().create(two, Step.class);
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static <T> T get(Future<T> call) throws Exception {
    return call.get(40, TimeUnit.SECONDS);
  }

  private static void brokenBy(Future<?> call, Reason reason) {
    assertThatThrownBy(() -> get(call))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BarrierBrokenException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.code()).isEqualTo(ErrorCode.BARRIER_BROKEN);
              assertThat(e.barrier()).isEqualTo("step");
            });
  }

  private void awaitStanding(String generation, int parties) {
    await()
        .until(
            () -> {
              Stat stat =
                  clients.curator(one).checkExists().forPath("/barriers/step/" + generation);
              return stat != null && stat.getNumChildren() == parties;
            });
  }

  @Test
  void partiesEnterTogetherAndLeaveTogether() throws Exception {
    there.mayEnd = new CountDownLatch(1);
    Future<Integer> first = threads.submit(here::step);
    awaitStanding("1", 1);
    assertThat(here.inside).hasValue(0);
    Future<Integer> second = threads.submit(there::step);
    await().until(() -> here.inside.get() == 1 && there.inside.get() == 1);
    awaitStanding("1", 3); // both are inside, and the first wants to leave
    assertThat(first).isNotDone();
    there.mayEnd.countDown();
    assertThat(get(first)).isEqualTo(1);
    assertThat(get(second)).isEqualTo(1);
    for (int round = 2; round < 20; round++) {
      Future<Integer> a = threads.submit(here::step);
      Future<Integer> b = threads.submit(there::step);
      assertThat(get(a)).isEqualTo(round);
      assertThat(get(b)).isEqualTo(round);
    }
  }

  @Test
  void whoIsAloneDoesWhatItDoesOtherwise() {
    here.skipping();
    assertThatThrownBy(here::throwing)
        .isInstanceOfSatisfying(
            BarrierBrokenException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(here.inside).hasValue(0);
  }

  @Test
  void theEndOfASessionBreaksItForAllAndTheNextGenerationPasses() throws Exception {
    ZkWire third = clients.newClient();
    Future<Boolean> lost =
        threads.submit(
            () -> {
              third.barrier("step", 2).await(Duration.ofSeconds(30));
              return true;
            });
    awaitStanding("1", 1);
    faults.expireSession(third);
    brokenBy(lost, Reason.DEATH);
    Future<Integer> first = threads.submit(here::step);
    Future<Integer> second = threads.submit(there::step);
    assertThat(get(first)).isEqualTo(1);
    assertThat(get(second)).isEqualTo(1);
  }

  @Test
  void whoDiesInsideBreaksTheLeaving() throws Exception {
    there.mayEnd = new CountDownLatch(1);
    Future<Integer> first = threads.submit(here::step);
    Future<Integer> second = threads.submit(there::step);
    await().until(() -> there.inside.get() == 1 && here.inside.get() == 1);
    faults.expireSession(two);
    brokenBy(first, Reason.DEATH);
    there.mayEnd.countDown();
    brokenBy(second, Reason.DEATH);
  }

  @Test
  void aReconnectInTheSameSessionIsNoDeath() throws Exception {
    Future<Integer> first = threads.submit(here::step);
    awaitStanding("1", 1);
    faults.suspend(one);
    faults.resume(one);
    assertThat(first).isNotDone();
    Future<Integer> second = threads.submit(there::step);
    assertThat(get(first)).isEqualTo(1);
    assertThat(get(second)).isEqualTo(1);
  }

  @Test
  void whoWasCutOffWhenAllWereThereGoesByWhatWasDecided() throws Exception {
    Future<Integer> first = threads.submit(here::step);
    awaitStanding("1", 1);
    faults.suspend(one);
    there.mayEnd = new CountDownLatch(1);
    Future<Integer> second = threads.submit(there::step);
    await().until(() -> there.inside.get() == 1);
    faults.resume(one);
    await().until(() -> here.inside.get() == 1);
    there.mayEnd.countDown();
    assertThat(get(first)).isEqualTo(1);
    assertThat(get(second)).isEqualTo(1);
  }
}
