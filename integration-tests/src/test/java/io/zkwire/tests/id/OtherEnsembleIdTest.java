package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.IdParts;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R12: an ensemble that was set back to a backup, or that another one stands in for. */
@Tag("slow")
@ZkTest(sessionTimeout = "2s", serverPerMethod = true)
class OtherEnsembleIdTest {

  @TempDir private Path temp;

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void backUp(ZkFaults faults, ZkServer server) throws IOException {
    faults.stop();
    copy(server.dataDirectory(), temp.resolve("backup"));
    faults.restart();
  }

  private void restore(ZkFaults faults, ZkServer server) throws IOException {
    faults.stop();
    delete(server.dataDirectory());
    copy(temp.resolve("backup"), server.dataDirectory());
    faults.restart();
  }

  private static void awaitConnected(ZkWire zk) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> zk.state() == SessionState.CONNECTED);
  }

  private static void take(IdGenerator ids, Set<Long> seen, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(seen.add(ids.nextLong())).isTrue();
    }
  }

  /** Asks until ZK-ID-26 is the answer; no number is given a second time before. */
  private static void assertRefusesAndRepeatsNothing(IdGenerator ids, Set<Long> seen) {
    List<Long> repeated = new ArrayList<>();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              try {
                long number = ids.nextLong();
                if (!seen.add(number)) {
                  repeated.add(number);
                }
                return !repeated.isEmpty();
              } catch (ZkWireException e) {
                return e.code() == ErrorCode.ID_BACK;
              }
            });
    assertThat(repeated).as("given twice").isEmpty();
  }

  @Test
  void nodesOfARestoredEnsembleAreNotCountedTwice(ZkWire zk, ZkFaults faults, ZkServer server)
      throws IOException {
    IdGenerator ids = zk.ids("jobs", IdOptions.sequential("job"));
    Set<Long> seen = new HashSet<>();
    take(ids, seen, 100);
    backUp(faults, server);
    awaitConnected(zk);
    take(ids, seen, 100);
    restore(faults, server);
    assertRefusesAndRepeatsNothing(ids, seen);

    zk.confirmGeneration();
    take(ids, seen, 100); // in another parent
    assertThat(zk.health().generationChanged()).isFalse();
  }

  /** Others have taken blocks that this process knows nothing of but that time has gone on. */
  @Test
  void blocksOfOthersAreNotTakenAgainFromARestoredEnsemble(
      ZkWire zk, ZkClients clients, ZkFaults faults, ZkServer server) throws IOException {
    IdGenerator mine = zk.ids("orders");
    IdGenerator another = zk.ids("another");
    ZkWire other = clients.newClient();
    IdGenerator theirs = other.ids("orders");
    Set<Long> seen = new HashSet<>();
    take(mine, seen, 10);
    take(theirs, seen, 200);
    backUp(faults, server);
    awaitConnected(zk);
    awaitConnected(other);
    take(theirs, seen, 5_000);
    take(another, new HashSet<>(), 1_000);
    other.close();
    restore(faults, server);
    assertRefusesAndRepeatsNothing(mine, seen);
    assertThat(zk.health().generationChanged()).isTrue();
  }

  @Test
  void aRestartRemembersHowFarTheEnsembleWas(ZkClients clients, ZkFaults faults, ZkServer server)
      throws IOException {
    String connect = server.connectString() + clients.chroot();
    Path directory = temp.resolve("snapshots");
    Set<Long> seen = new HashSet<>();
    try (ZkWire first = withMemory(connect, directory)) {
      take(first.ids("orders"), seen, 200);
      backUp(faults, server);
      awaitConnected(first);
      take(first.ids("orders"), seen, 5_000);
      take(first.ids("jobs", IdOptions.sequential("job")), new HashSet<>(), 100);
    }
    restore(faults, server);
    try (ZkWire second = withMemory(connect, directory)) {
      await().ignoreExceptions().until(() -> second.health().generationChanged());
      assertThatThrownBy(() -> second.ids("orders"))
          .isInstanceOfSatisfying(
              IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    }
    try (ZkWire third = withMemory(connect, directory)) {
      await().until(() -> third.health().generationChanged());
      third.confirmGeneration();
      assertThat(third.ids("orders").nextLong()).isPositive();
    }
    try (ZkWire fourth = withMemory(connect, directory)) {
      assertThat(fourth.ids("orders").nextLong()).isPositive();
      assertThat(fourth.health().generationChanged()).isFalse();
    }
  }

  private static ZkWire withMemory(String connect, Path directory) {
    return ZkWire.builder()
        .connect(connect)
        .sessionTimeout(Duration.ofSeconds(2))
        .snapshotDirectory(directory)
        .start();
  }

  /** Between a new session and the look at its ensemble nothing that it says is trusted. */
  @Test
  void nothingIsTakenBeforeTheEnsembleWasLookedAt(
      ZkClients clients, ZkFaults faults, ZkServer server) {
    AtomicBoolean slow = new AtomicBoolean();
    CountDownLatch held = new CountDownLatch(1);
    CuratorFramework foreign =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .sessionTimeoutMs(2_000)
            .connectionTimeoutMs(2_000)
            .retryPolicy(new RetryOneTime(100))
            .build();
    for (int i = 0; i < 100; i++) { // in no order: of so many, one comes before the ZkWire's
      foreign
          .getConnectionStateListenable()
          .addListener(
              (client, state) -> {
                if (state == ConnectionState.RECONNECTED && slow.get()) {
                  hold(held);
                }
              });
    }
    foreign.start();
    try (foreign;
        ZkWire zk =
            ZkWire.builder().framework(foreign).connectTimeout(Duration.ofSeconds(5)).start()) {
      IdGenerator ids = zk.ids("orders");
      take(ids, new HashSet<>(), 10);
      slow.set(true);
      faults.wipe();
      ZkWire fresh = clients.newClient(b -> b.connect(server.connectString()));
      fresh.ids("orders").nextLong();
      Stranger stranger = new Stranger(fresh, "");
      stranger.set("/ids/orders/counter", "10000 00000000-0000-0000-0000-000000000000");
      stranger.set("/zkwire/ids/orders", "10000 00000000-0000-0000-0000-000000000000");
      await().atMost(60, TimeUnit.SECONDS).until(() -> foreign.getZookeeperClient().isConnected());
      long[] last = {0};
      int[] refused = {0};
      await() // the numbers of the old ensemble are used up, and it goes on trying to take more
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                try {
                  for (int i = 0; i < 1_000; i++) {
                    last[0] = Math.max(last[0], ids.nextLong());
                  }
                } catch (IdException e) {
                  refused[0]++;
                }
                return last[0] >= 10_000 || refused[0] > 20;
              });
      assertThat(last[0]).as("others had it from the old ensemble").isLessThan(10_000);
      held.countDown();
      assertRefusesAndRepeatsNothing(ids, new HashSet<>());
    } finally {
      held.countDown();
    }
  }

  private static void hold(CountDownLatch held) {
    try {
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A wiped ensemble has no marks. Each process takes the number that it had, and stores its mark
   * again, so that nobody whose clock is slower repeats what it gave.
   */
  @Test
  void marksAreStoredAgainInAWipedEnsemble(ZkClients clients, ZkFaults faults) {
    IdOptions twoWorkers = IdOptions.snowflake().layout("41-1-14");
    WallClock clock = new WallClock();
    clock.set(Duration.ofMinutes(10));
    ZkWire fast = clients.newClient(b -> b.clock(clock));
    List<IdGenerator> all = new ArrayList<>();
    List<IdParts> given = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      IdGenerator ids = fast.ids("events" + i, twoWorkers);
      all.add(ids);
      given.add(ids.parts(awaitId(ids)));
    }
    faults.wipe();
    await().atMost(60, TimeUnit.SECONDS).until(() -> fast.health().generationChanged());
    fast.confirmGeneration();
    for (int i = 0; i < 6; i++) {
      IdGenerator ids = all.get(i);
      IdParts next = ids.parts(awaitId(ids));
      assertThat(next.worker()).as("its own number").isEqualTo(given.get(i).worker());
      assertThat(next.time()).isAfter(given.get(i).time());
    }
    fast.close();
    ZkWire slow = clients.newClient();
    for (int i = 0; i < 6; i++) {
      IdGenerator ids = slow.ids("events" + i, twoWorkers);
      assertThat(ids.parts(awaitId(ids)).worker()).isNotEqualTo(given.get(i).worker());
    }
  }

  private static long awaitId(IdGenerator ids) {
    return await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptionsInstanceOf(IdException.class)
        .until(ids::nextLong, id -> id > 0);
  }
}
