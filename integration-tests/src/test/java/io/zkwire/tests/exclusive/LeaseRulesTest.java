package io.zkwire.tests.exclusive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.DistributedLock;
import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.Leadership;
import io.zkwire.LockLostException;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkOp;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The rules of docs/safety.md against a real server. Where a rule is about time, the clock of the
 * one who must wait is moved by hand: it can be late, never early.
 */
@ZkTest(sessionTimeout = "2s", tickTime = 100)
@Tag("slow")
class LeaseRulesTest {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final LeaseOptions LEASE = LeaseOptions.defaults().lease(DELAY);

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire holder;
  private Stranger stranger;

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    this.holder = clients.newClient(b -> b.lease(LEASE));
    this.stranger = new Stranger(clients.newClient(), clients.chroot());
  }

  private ZkWire client(HandClock clock) {
    return clients.newClient(b -> b.clock(clock));
  }

  private String onlyChild(String root) throws Exception {
    List<String> children = clients.curator(holder).getChildren().forPath(root);
    assertThat(children).hasSize(1);
    return root + "/" + children.get(0);
  }

  private static Leadership leading(ZkWire zk, String role) {
    Leadership leadership = zk.leadership(role);
    await().until(leadership::held);
    return leadership;
  }

  /** Beats and delays that were due have had their chance when a whole round of requests passed. */
  private void letEverythingDueHappen(ZkWire zk) throws Exception {
    for (int i = 0; i < 20; i++) {
      clients.curator(zk).checkExists().forPath("/zkwire");
    }
  }

  @Test
  void r1aGrantWhoseNodeIsGoneEndsAndTheOthersAreRenewedWithoutIt() throws Exception {
    Leadership gone = leading(holder, "gone");
    Leadership stays = leading(holder, "stays");
    FencingToken token = stays.token();
    List<Boolean> told = new CopyOnWriteArrayList<>();
    stays.onChange(told::add);
    stranger.delete(onlyChild("/leaders/gone"));
    await().until(() -> !gone.held());
    await().until(gone::held);
    assertThat(stays.held()).isTrue();
    assertThat(stays.token()).isEqualTo(token);
    await().until(() -> !told.isEmpty());
    assertThat(told).containsExactly(true);
  }

  @Test
  void r3aCreateRenewsOnlyItsOwnGrant() throws Exception {
    HandClock clock = new HandClock();
    ZkWire zk = client(clock);
    Leadership first = leading(zk, "first");
    faults.proxy(zk).hold(); // no beat comes through any more
    clock.step(DELAY);
    assertThat(first.held()).isFalse();
    faults.proxy(zk).heal();
    await().until(first::held);
  }

  @Test
  void r5andR11aLapsedTermIsRefusedAtTheCallAndResumesWithItsToken() {
    HandClock clock = new HandClock();
    ZkWire zk = client(clock);
    Leadership role = leading(zk, "role");
    List<Boolean> told = new CopyOnWriteArrayList<>();
    role.onChange(told::add);
    await().until(() -> told.equals(List.of(true)));
    FencingToken token = role.token();
    faults.proxy(zk).hold();
    clock.step(DELAY);
    assertThat(role.held()).isFalse();
    assertThat(role.remaining()).isZero();
    assertThatThrownBy(role::checkHeld).isInstanceOf(NotLeaderException.class);
    await().until(() -> told.equals(List.of(true, false)));
    faults.proxy(zk).heal();
    await().until(role::held);
    assertThat(role.token()).isEqualTo(token);
    await().until(() -> told.equals(List.of(true, false, true)));
  }

  @Test
  void r6whoeverComesAfterOneThatDidNotReleaseWaitsTheDelay() throws Exception {
    Leadership first = leading(holder, "role");
    FencingToken token = first.token();
    HandClock clock = new HandClock();
    ZkWire waiting = client(clock);
    Leadership second = waiting.leadership("role");
    faults.suspend(holder); // it keeps its node until its session ends
    await().atMost(20, TimeUnit.SECONDS).until(() -> standsAlone(waiting, "role"));
    letEverythingDueHappen(waiting);
    assertThat(second.held()).as("before the delay is over").isFalse();
    clock.step(DELAY);
    await().until(second::held);
    assertThat(second.token()).isGreaterThan(token);
    assertThat(first.held()).isFalse();
  }

  private boolean standsAlone(ZkWire zk, String role) throws Exception {
    return clients.curator(zk).getChildren().forPath("/leaders/" + role).size() == 1;
  }

  @Test
  void r6afterACleanReleaseNobodyWaits() {
    Leadership first = leading(holder, "role");
    Leadership second = client(new HandClock()).leadership("role");
    first.close();
    await().until(second::held);
  }

  @Test
  void r7aLateArrivalThatNeverSawTheHolderWaitsTooAndAccountsForIt() throws Exception {
    DistributedLock there = holder.locks().exclusive("late");
    HeldLock lost = there.acquire();
    faults.expireSession(holder);
    faults.suspend(holder);
    assertThat(clients.curator(clients.newClient()).getChildren().forPath("/locks/late")).isEmpty();
    HandClock clock = new HandClock();
    ZkWire late = client(clock);
    DistributedLock here = late.locks().exclusive("late");
    assertThat(here.tryAcquire(Duration.ofMillis(300))).isEmpty();
    faults.resume(holder);
    assertThat(lost.held()).isFalse();

    Stepping.during(
        clock,
        () -> {
          HeldLock taken = here.tryAcquire(SOON).orElseThrow();
          await().until(() -> unaccounted("/locks/late") == 0);
          taken.close();
        });
    // Accounted for and given back: the next one, whose clock never moves, does not wait.
    client(new HandClock()).locks().exclusive("late").tryAcquire(SOON).orElseThrow().close();
  }

  private int unaccounted(String root) throws Exception {
    Stat stat = clients.curator(holder).checkExists().forPath(root);
    int creates = (stat.getCversion() + stat.getNumChildren()) / 2;
    return creates - stat.getNumChildren() - stat.getVersion();
  }

  @Test
  void r7aRootThatIsDeletedForgetsNothing() throws Exception {
    HeldLock held = holder.locks().exclusive("root").acquire();
    faults.suspend(holder);
    stranger.delete("/locks/root");
    HandClock clock = new HandClock();
    ZkWire late = client(clock);
    DistributedLock here = late.locks().exclusive("root");
    assertThat(here.tryAcquire(Duration.ofMillis(300))).isEmpty();
    faults.resume(holder);
    await().until(() -> !held.held());
    Stepping.during(
        clock,
        () -> {
          HeldLock taken = here.tryAcquire(SOON).orElseThrow();
          assertThat(taken.token()).isGreaterThan(held.token());
          await().until(() -> unaccounted("/locks/root") == 0);
          await().until(() -> unaccounted("/locks") == 0);
          taken.close();
        });
    // The loss of the root is accounted for at the parent: a new root is not in doubt.
    client(new HandClock()).locks().exclusive("other").tryAcquire(SOON).orElseThrow().close();
  }

  @Test
  void r7aRootThatAStrangerMakesAfterALossIsInDoubtToo() throws Exception {
    HeldLock held = holder.locks().exclusive("root").acquire();
    faults.suspend(holder);
    stranger.delete("/locks/root");
    stranger.set("/locks/root", "made by hand");
    HandClock clock = new HandClock();
    DistributedLock here = client(clock).locks().exclusive("root");
    assertThat(here.tryAcquire(Duration.ofMillis(300))).isEmpty();
    Stepping.during(
        clock,
        () -> {
          here.tryAcquire(SOON).orElseThrow().close();
        });
    assertThat(held.held()).isFalse();
  }

  @Test
  void r7aParentThatWasMadeAgainIsInDoubtToo() throws Exception {
    holder.locks().exclusive("root").acquire();
    faults.suspend(holder);
    stranger.delete("/locks");
    DistributedLock here = client(new HandClock()).locks().exclusive("root");
    assertThat(here.tryAcquire(Duration.ofMillis(300))).isEmpty();
  }

  @Test
  void r10theTokenRisesAndAStaleHolderWritesNothing() throws Exception {
    stranger.set("/result", "none");
    List<HeldLock> terms = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      HeldLock held = holder.locks().exclusive("role").tryAcquire(SOON).orElseThrow();
      terms.add(held);
      held.fenced(ZkOp.set("/result", ("term" + i).getBytes(UTF_8)));
      stranger.delete(onlyChild("/locks/role"));
      assertThatThrownBy(() -> held.fenced(ZkOp.set("/result", new byte[0])))
          .isInstanceOf(LockLostException.class);
      held.close();
    }
    assertThat(terms.stream().map(HeldLock::token)).isSorted().doesNotHaveDuplicates();
    assertThat(clients.curator(holder).getData().forPath("/result")).asString().isEqualTo("term4");
  }

  @Test
  void aLostLockIsReportedAHundredTimesOfAHundred() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(10);
    int reported = 0;
    try {
      for (int round = 0; round < 10; round++) {
        List<Future<HeldLock>> taking = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          DistributedLock lock = holder.locks().exclusive("l" + i);
          taking.add(threads.submit(() -> lock.tryAcquire(SOON.multipliedBy(2)).orElseThrow()));
        }
        List<HeldLock> held = new ArrayList<>();
        for (Future<HeldLock> each : taking) {
          held.add(each.get());
        }
        faults.expireSession(holder);
        for (HeldLock each : held) {
          await().atMost(20, TimeUnit.SECONDS).until(() -> !each.held());
          assertThatThrownBy(each::checkHeld).isInstanceOf(LockLostException.class);
          each.close();
          reported++;
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(reported).isEqualTo(100);
  }

  @Test
  void leadershipComesBackFromEachSessionExpiry() {
    Leadership role = leading(holder, "role");
    FencingToken last = role.token();
    for (int i = 0; i < 5; i++) {
      FencingToken before = last;
      faults.expireSession(holder);
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> role.held() && role.token().compareTo(before) > 0);
      last = role.token();
    }
  }

  @Test
  void deniedAccessIsAnErrorThatNamesPathAndPermission() throws Exception {
    leading(holder, "open").close();
    List<ACL> readOnly =
        List.of(
            new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE),
            new ACL(ZooDefs.Perms.ALL, new Id("ip", "127.0.0.2")));
    clients.curator(holder).setACL().withACL(readOnly).forPath("/leaders");
    assertThatThrownBy(() -> holder.leadership("closed"))
        .isInstanceOfSatisfying(
            ZkAccessDeniedException.class,
            e -> {
              assertThat(e.permission()).isEqualTo("CREATE");
              assertThat(e.path()).contains("/leaders");
            });
  }

  @Test
  void aRoleIsStoodForAgainWhenItsRootIsDeletedWhileTheHolderIsThere() throws Exception {
    Leadership role = leading(holder, "role");
    FencingToken token = role.token();
    stranger.delete("/leaders/role");
    await().until(() -> !role.held() || role.token().compareTo(token) > 0);
    await().until(role::held);
    assertThat(role.token()).isGreaterThan(token);
  }
}
