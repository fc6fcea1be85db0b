package io.zkwire.tests.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.CountDown;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Counting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parties that give up while they are cut off, in a session that goes on. */
@Tag("slow")
@ZkTest(sessionTimeout = "15s")
class BarrierFaultsTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private Future<Boolean> party(ZkWire zk, int parties, Duration timeout) {
    return threads.submit(
        () -> {
          zk.barrier("start", parties).await(timeout);
          return true;
        });
  }

  private static void awaitStanding(ZkClients clients, ZkWire zk, int parties) {
    await()
        .until(
            () -> {
              Stat stat = clients.curator(zk).checkExists().forPath("/barriers/start/1");
              return stat != null && stat.getNumChildren() == parties;
            });
  }

  private static void brokenBy(Future<?> call, Duration within, Reason reason) {
    assertThatThrownBy(() -> call.get(within.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BarrierBrokenException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /** The node of its first try stood on, and counted beside that of the second. */
  @Test
  void whoGaveUpWhileItWasCutOffDoesNotCountTwice(ZkClients clients, ZkFaults faults)
      throws Exception {
    ZkWire one = clients.newClient();
    ZkWire two = clients.newClient();
    ZkWire three = clients.newClient(options -> options.connectTimeout(Duration.ofSeconds(5)));
    Future<Boolean> first = party(one, 3, LONG);
    awaitStanding(clients, one, 1);
    Future<Boolean> gaveUp = party(three, 3, Duration.ofSeconds(1));
    awaitStanding(clients, one, 2);
    faults.proxy(three).blackHole();
    brokenBy(gaveUp, Duration.ofSeconds(12), Reason.UNKNOWN);
    faults.resume(three);
    Future<Boolean> again = threads.submit(() -> untilPassed(three));
    brokenBy(first, Duration.ofSeconds(10), Reason.DEATH);
    assertThat(again).isNotDone();
    List<Future<Boolean>> all = List.of(again, party(one, 3, LONG), party(two, 3, LONG));
    for (Future<Boolean> each : all) {
      assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoWasCutOffWhenItsTimeWasOverSaysSoAfterwards(ZkClients clients, ZkFaults faults) {
    ZkWire one = clients.newClient();
    ZkWire two = clients.newClient();
    Future<Boolean> first = party(one, 3, LONG);
    awaitStanding(clients, one, 1);
    Duration limit = Duration.ofSeconds(2);
    long begun = System.nanoTime();
    Future<Boolean> second = party(two, 3, limit);
    awaitStanding(clients, one, 2);
    faults.suspend(two);
    await().until(() -> System.nanoTime() - begun > limit.toNanos() + 3_000_000_000L);
    faults.resume(two);
    brokenBy(second, Duration.ofSeconds(5), Reason.TIMEOUT);
    brokenBy(first, Duration.ofSeconds(5), Reason.TIMEOUT);
  }

  @Test
  void aCountOfWhichNothingIsKnownIsRepeatedAndCountsOnce(ZkClients clients, ZkFaults faults) {
    Counting cut = new Counting();
    ZkWire one =
        clients.newClient(options -> options.connectTimeout(Duration.ofSeconds(5)).metrics(cut));
    CountDown latch = one.countDown("loaded", 5);
    latch.countDown();
    cut.arm(2, () -> faults.proxy(one).blackHole()); // it reads, and then it writes
    assertThatThrownBy(latch::countDown).isInstanceOf(OutcomeUnknownException.class);
    faults.resume(one);
    untilKnown(latch);
    assertThat(clients.newClient().countDown("loaded", 5).left()).isEqualTo(3);
  }

  @Test
  void aCountWhoseAnswerWasLostIsRepeatedAndCountsOnce(ZkClients clients, ZkFaults faults) {
    Counting cut = new Counting();
    ZkWire one =
        clients.newClient(options -> options.connectTimeout(Duration.ofSeconds(5)).metrics(cut));
    ZkWire two = clients.newClient();
    CountDown latch = one.countDown("loaded", 5);
    assertThat(latch.left()).isEqualTo(5);
    cut.arm(2, () -> faults.proxy(one).delay(Duration.ofMillis(5_500)));
    assertThatThrownBy(latch::countDown).isInstanceOf(OutcomeUnknownException.class);
    await().until(() -> two.countDown("loaded", 5).left() == 4);
    faults.proxy(one).heal();
    untilKnown(one.countDown("loaded", 5));
    assertThat(two.countDown("loaded", 5).left()).isEqualTo(4);
    latch.countDown();
    assertThat(two.countDown("loaded", 5).left()).isEqualTo(3);
  }

  /** It may come before the others have told each other of the node that went, and is told too. */
  private static boolean untilPassed(ZkWire zk) throws InterruptedException {
    while (true) {
      try {
        zk.barrier("start", 3).await(LONG);
        return true;
      } catch (BarrierBrokenException e) {
        assertThat(e.reason()).isEqualTo(Reason.DEATH);
      }
    }
  }

  /** As the exception says: again, until it is known. */
  private static void untilKnown(CountDown latch) {
    await()
        .ignoreExceptionsInstanceOf(OutcomeUnknownException.class)
        .until(
            () -> {
              latch.countDown();
              return true;
            });
  }
}
