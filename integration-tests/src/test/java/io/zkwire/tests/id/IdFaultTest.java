package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDs while nodes are closed, deleted, or cannot be reached. */
@ZkTest(sessionTimeout = "6s")
class IdFaultTest {

  private static final IdOptions TWO_WORKERS = IdOptions.snowflake().layout("41-1-14");

  private static List<ACL> only(int permissions) {
    return List.of(new ACL(permissions, Ids.ANYONE_ID_UNSAFE));
  }

  private static void acl(ZkWire zk, String path, List<ACL> acl) throws Exception {
    zk.curator().setACL().withACL(acl).forPath(path);
  }

  private static int version(ZkWire zk, String path) throws Exception {
    return zk.curator().checkExists().forPath(path).getVersion();
  }

  /** Takes numbers until none is left; returns the exception. */
  private static ZkWireException useUp(IdGenerator ids) {
    while (true) {
      try {
        ids.nextLong();
      } catch (ZkWireException e) {
        return e;
      }
    }
  }

  @Test
  void refusedCallsDoNotMakeTheNextBlockLarger(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    long last = ids.nextLong();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete("/ids/orders/counter");
    stranger.delete("/zkwire/ids/orders");
    for (int refused = 0; refused < 20; ) {
      try {
        last = ids.nextLong();
      } catch (IdException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK);
        refused++;
      }
    }
    zk.confirmGeneration();
    assertThat(ids.nextLong()).isGreaterThan(last);
    long ofAnother = clients.newClient().ids("orders").nextLong(); // behind that block
    assertThat(ofAnother - last).isBetween(1L, 10_000L);
  }

  /** What was bound without ZooKeeper is not forgotten when another bind fails. */
  @Test
  void aGeneratorFromBeforeTheConnectionOutlivesAFailedStart(
      ZkWire zk, ZkClients clients, ZkServer server, ZkFaults faults, @TempDir Path temp)
      throws Exception {
    String chroot = clients.chroot();
    zk.ids("first").nextLong(); // makes the parents
    acl(zk, chroot + "/ids", only(Perms.READ | Perms.ADMIN));
    acl(zk, chroot + "/zkwire/ids", only(Perms.READ | Perms.ADMIN));
    faults.stop();
    try (ZkWire alone =
        ZkWire.builder()
            .connect(server.connectString() + chroot)
            .connectTimeout(Duration.ofSeconds(3))
            .snapshotDirectory(temp.resolve("snapshots"))
            .start()) {
      IdGenerator events = alone.ids("events", IdOptions.snowflake());
      IdGenerator orders = alone.ids("orders");
      faults.restart();
      await().atMost(60, TimeUnit.SECONDS).until(() -> alone.state() == SessionState.CONNECTED);
      assertThatThrownBy(() -> alone.ids("events", IdOptions.snowflake()))
          .isInstanceOf(ZkAccessDeniedException.class);
      assertThatThrownBy(() -> alone.ids("orders")).isInstanceOf(ZkAccessDeniedException.class);
      acl(zk, chroot + "/ids", Ids.OPEN_ACL_UNSAFE);
      acl(zk, chroot + "/zkwire/ids", Ids.OPEN_ACL_UNSAFE);
      assertGives(events);
      assertGives(orders);
      assertIsConfirmed(alone, zk, chroot, orders);
    }
  }

  private static void assertGives(IdGenerator ids) {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptionsInstanceOf(ZkWireException.class)
        .until(() -> ids.nextLong() > 0);
  }

  /** A confirmation reaches the generator. */
  private static void assertIsConfirmed(ZkWire zk, ZkWire by, String chroot, IdGenerator orders) {
    Stranger stranger = new Stranger(by, chroot);
    stranger.set("/ids/orders/counter", "1 00000000-0000-0000-0000-000000000000");
    stranger.set("/zkwire/ids/orders", "1 00000000-0000-0000-0000-000000000000");
    assertThat(useUp(orders).code()).isEqualTo(ErrorCode.ID_BACK);
    zk.confirmGeneration();
    assertThat(orders.nextLong()).isPositive();
  }

  /** Two threads begin with a type; the first gives up, the second succeeds. */
  @Test
  void aGeneratorIsNoOrphanOfAnotherThreadsFailure(ZkWire zk, ZkClients clients, ZkFaults faults) {
    ZkWire slow =
        clients.newClient(
            b -> b.sessionTimeout(Duration.ofSeconds(30)).connectTimeout(Duration.ofSeconds(3)));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      faults.proxy(slow).hold();
      CompletableFuture<IdGenerator> first =
          CompletableFuture.supplyAsync(() -> slow.ids("orders"), threads);
      await().pollDelay(Duration.ofSeconds(1)).until(() -> !first.isDone());
      CompletableFuture<IdGenerator> second =
          CompletableFuture.supplyAsync(() -> slow.ids("orders"), threads);
      await().atMost(30, TimeUnit.SECONDS).until(first::isCompletedExceptionally);
      faults.proxy(slow).heal();
      IdGenerator orders = second.join();
      assertThat(orders.nextLong()).isPositive();
      assertIsConfirmed(slow, zk, clients.chroot(), orders);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aMarkThatMayNotBeWrittenIsNamed(ZkWire zk, ZkClients clients) throws Exception {
    for (String[] each :
        new String[][] {{"read", "READ"}, {"write", "WRITE"}, {"create", "CREATE"}}) {
      String type = each[0];
      String marks = clients.chroot() + "/zkwire/ids/" + type;
      Stranger stranger = new Stranger(zk, clients.chroot());
      if (type.equals("create")) {
        stranger.set("/zkwire/ids/" + type, "");
        acl(zk, marks, only(Perms.READ | Perms.ADMIN));
      } else {
        for (int i = 0; i < 2; i++) {
          stranger.set("/zkwire/ids/" + type + "/" + i, "0");
          acl(zk, marks + "/" + i, only(Perms.ADMIN | (type.equals("write") ? Perms.READ : 0)));
        }
      }
      ZkWire denied = clients.newClient();
      long begin = System.nanoTime();
      assertThatThrownBy(() -> denied.ids(type, TWO_WORKERS).nextLong())
          .isInstanceOfSatisfying(
              ZkAccessDeniedException.class,
              e -> {
                assertThat(e.path()).startsWith(marks + "/");
                assertThat(e.permission()).isEqualTo(each[1]);
              });
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Deletion is no order: a mark is made again by the one who holds its number. */
  @Test
  void aDeletedMarkIsMadeAgain(ZkClients clients) throws Exception {
    WallClock clock = new WallClock();
    ZkWire zk = clients.newClient(b -> b.clock(clock));
    IdGenerator ids = zk.ids("events", IdOptions.snowflake());
    long first = ids.nextLong();
    String mark = "/zkwire/ids/events/" + ids.parts(first).worker();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete(mark);
    clock.set(Duration.ofSeconds(11));
    long next = ids.nextLong();
    assertThat(ids.parts(next).worker()).isEqualTo(ids.parts(first).worker());
    assertThat(next).isGreaterThan(first);
    stranger.delete("/zkwire/ids/events");
    clock.set(Duration.ofSeconds(22));
    long last = ids.nextLong();
    assertThat(ids.parts(last).worker()).isEqualTo(ids.parts(first).worker());
    byte[] stored = zk.curator().getData().forPath(clients.chroot() + mark);
    assertThat(Long.parseLong(new String(stored, StandardCharsets.UTF_8)))
        .isGreaterThan(ids.parts(last).time().toEpochMilli());
  }

  /** While the ensemble cannot be looked at, no block is taken only to be thrown away. */
  @Test
  void noBlocksAreWastedWhileTheGenerationIsUnknown(ZkWire zk, ZkClients clients, ZkFaults faults)
      throws Exception {
    ZkWire mine = clients.newClient(b -> b.connectTimeout(Duration.ofSeconds(2)));
    IdGenerator ids = mine.ids("orders");
    ids.nextLong();
    String counter = clients.chroot() + "/ids/orders/counter";
    acl(zk, clients.chroot() + "/zkwire/generation", only(Perms.ADMIN));
    int before = version(zk, counter);
    faults.expireSession(mine);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> mine.health().problems().toString().contains("/zkwire/generation"));
    ZkWireException first = useUp(ids);
    ZkWireException second = useUp(ids);
    assertThat(version(zk, counter) - before).as("blocks taken").isLessThanOrEqualTo(2);
    assertThat(List.of(first.code(), second.code())).containsOnly(ErrorCode.ID_UNAVAILABLE);
    acl(zk, clients.chroot() + "/zkwire/generation", Ids.OPEN_ACL_UNSAFE);
    assertGives(ids);
  }

  /** Whatever ZooKeeper answers becomes an exception of the documented kind. */
  @Test
  void anUnexpectedAnswerIsAnIdException(ZkWire zk, ZkClients clients) throws Exception {
    zk.curator().create().withMode(CreateMode.EPHEMERAL).forPath(clients.chroot() + "/ids");
    for (IdOptions options :
        List.of(IdOptions.block(), IdOptions.sequential("job"), IdOptions.snowflake())) {
      assertThatThrownBy(() -> zk.ids("orders", options).nextLong())
          .isInstanceOfSatisfying(
              IdException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ID_UNAVAILABLE);
                assertThat(e).hasMessageContaining("NoChildrenForEphemerals");
              });
    }
    zk.curator().delete().forPath(clients.chroot() + "/ids");
  }

  /** A confirmation is for what stands there now, not for whatever is set back later. */
  @Test
  void aConfirmationIsNotKeptForLater(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    useMany(ids, 5_000);
    zk.ids("one").nextLong(); // answered after all that was asked before
    zk.ids("two").nextLong();
    zk.confirmGeneration();
    zk.ids("three").nextLong();
    zk.ids("four").nextLong();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.set("/ids/orders/counter", "17 00000000-0000-0000-0000-000000000000");
    stranger.set("/zkwire/ids/orders", "17 00000000-0000-0000-0000-000000000000");
    assertThatThrownBy(() -> useMany(ids, 1_000_000))
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    zk.confirmGeneration();
    assertThat(ids.nextLong()).isGreaterThan(5_000);
  }

  private static void useMany(IdGenerator ids, int count) {
    for (int i = 0; i < count; i++) {
      ids.nextLong();
    }
  }
}
