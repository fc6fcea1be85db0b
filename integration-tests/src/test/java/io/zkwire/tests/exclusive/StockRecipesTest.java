package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.DistributedLock;
import io.zkwire.HeldLock;
import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Curator's recipes in one line with ours. Our clock stands still, so that whoever waits for the
 * lock-delay waits until the test moves it.
 */
@Tag("slow")
@ZkTest(sessionTimeout = "4s")
class StockRecipesTest {

  private static final LeaseOptions LEASE = LeaseOptions.defaults().lease(Duration.ofSeconds(1));
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HandClock clock = new HandClock();
  private final Counts counts = new Counts();

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire stockOwner;
  private CuratorFramework stock;
  private ZkWire ours;

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    stockOwner = clients.newClient();
    stock = clients.curator(stockOwner);
    ours = client(LEASE);
  }

  private ZkWire client(LeaseOptions lease) {
    return clients.newClient(b -> b.lease(lease).clock(clock).metrics(counts));
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private void awaitStanding(String root, int count) {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> clients.curator(ours).getChildren().forPath(root).size() == count);
  }

  @Test
  void aLatchThatLeadsIsFollowedByOursAfterTheDelay() throws Exception {
    LeaderLatch latch = new LeaderLatch(stock, "/leaders/role");
    latch.start();
    await().until(latch::hasLeadership);
    try (Leadership role = ours.leadership("role")) {
      awaitStanding("/leaders/role", 2);
      counts.awaitBeats(3);
      assertThat(role.held()).isFalse();
      assertThat(latch.hasLeadership()).isTrue();
      latch.close();
      awaitStanding("/leaders/role", 1);
      counts.awaitBeats(3);
      assertThat(role.held()).as("a plain delete is no release").isFalse();
      Stepping.during(clock, () -> await().until(role::held));
    }
  }

  @Test
  void ourLeaderIsFollowedByALatchWhichOursFollowsAgain() throws Exception {
    Leadership role = ours.leadership("role");
    await().until(role::held);
    try (LeaderLatch latch = new LeaderLatch(stock, "/leaders/role", "stock")) {
      latch.start();
      awaitStanding("/leaders/role", 2);
      counts.awaitBeats(3);
      assertThat(latch.hasLeadership()).isFalse();
      assertThat(role.held()).isTrue();
      role.resign();
      await().until(latch::hasLeadership);
      awaitStanding("/leaders/role", 2);
      counts.awaitBeats(3);
      assertThat(role.held()).isFalse();
      assertThat(latch.getLeader().getId()).isEqualTo("stock");
    }
    awaitStanding("/leaders/role", 1);
    Stepping.during(clock, () -> await().until(role::held));
  }

  @Test
  void aLatchWhoseSessionEndedIsWaitedForAlsoWhereSessionsStandInForTheDelay() throws Exception {
    LeaderLatch latch = new LeaderLatch(stock, "/leaders/role");
    latch.start();
    await().until(latch::hasLeadership);
    Leadership role = client(LEASE.sessionAware()).leadership("role");
    awaitStanding("/leaders/role", 2);
    faults.suspend(stockOwner);
    awaitStanding("/leaders/role", 1);
    counts.awaitBeats(3);
    assertThat(role.held()).as("it kept no lease that had ended with its session").isFalse();
    Stepping.during(clock, () -> await().until(role::held));
    faults.resume(stockOwner);
    latch.close();
  }

  @Test
  void aMutexThatIsHeldIsFollowedByOurLockAfterTheDelay() throws Exception {
    InterProcessMutex mutex = new InterProcessMutex(stock, "/locks/name");
    mutex.acquire();
    DistributedLock lock = ours.locks().exclusive("name");
    CompletableFuture<HeldLock> taking = taking(lock);
    awaitStanding("/locks/name", 2);
    counts.awaitBeats(3);
    assertThat(taking).as("the mutex is held").isNotDone();
    mutex.release();
    awaitStanding("/locks/name", 1);
    counts.awaitBeats(3);
    assertThat(taking).as("a plain delete is no release").isNotDone();
    Stepping.during(clock, () -> taking.get(20, TimeUnit.SECONDS).close());
  }

  private CompletableFuture<HeldLock> taking(DistributedLock lock) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return lock.tryAcquire(LONG).orElseThrow();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  @Test
  void ourLockThatIsHeldIsFollowedByAMutex() throws Exception {
    InterProcessMutex mutex = new InterProcessMutex(stock, "/locks/name");
    HeldLock held = ours.locks().exclusive("name").acquire();
    assertThat(mutex.acquire(0, TimeUnit.SECONDS)).isFalse();
    CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> takeOnce(mutex), threads);
    awaitStanding("/locks/name", 2);
    counts.awaitBeats(3);
    assertThat(taking).isNotDone();
    assertThat(held.held()).isTrue();
    held.close();
    taking.get(20, TimeUnit.SECONDS);
  }

  private static void takeOnce(InterProcessMutex mutex) {
    try {
      mutex.acquire();
      mutex.release();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
