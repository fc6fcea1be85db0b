package io.zkwire.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.DuplicateMemberException;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.cluster.Staff.Importer;
import io.zkwire.tests.cluster.Staff.PatientWatcher;
import io.zkwire.tests.cluster.Staff.Watcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What members do when something fails: the rows of the fault matrix that need one server. */
@ZkTest(sessionTimeout = "2s")
@Tag("slow")
public abstract class ClusterFaultBehaviour {

  private static final String NODE = "/members/importers/one";
  private static final int ROUNDS = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire other;
  private Stranger stranger;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = named("one");
    other = clients.newClient();
    stranger = new Stranger(other, clients.chroot());
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private ZkWire named(String id) {
    return clients.newClient(b -> b.property("id", id));
  }

  private CuratorFramework by(ZkWire zk) {
    return clients.curator(zk);
  }

  private long owner() throws Exception {
    Stat stat = by(other).checkExists().forPath(NODE);
    return stat == null ? 0 : stat.getEphemeralOwner();
  }

  private static long session(ZkWire zk) throws Exception {
    return zk.curator().getZookeeperClient().getZooKeeper().getSessionId();
  }

  @Test
  void f8twoProcessesWithOneNameAndTheSecondFailsWithBothAddresses() throws Exception {
    carrier().create(one, Importer.class);
    String before = incarnation();
    for (int i = 0; i < ROUNDS; i++) {
      ZkWire twin = named("one");
      assertThatThrownBy(() -> carrier().create(twin, Importer.class))
          .isInstanceOfSatisfying(
              DuplicateMemberException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.MEMBER_DUPLICATE);
                assertThat(e.id()).isEqualTo("one");
                String pid = "pid " + ProcessHandle.current().pid();
                assertThat(e.getMessage().split(pid, -1)).as("both").hasSize(3);
                assertThat(e.getMessage()).contains("${host}-${port}", NODE);
              });
      twin.close();
      assertThat(owner()).isEqualTo(session(one));
    }
    assertThat(incarnation()).isEqualTo(before);
  }

  /** What does not change while the node is the same member's, whatever that tells. */
  private String incarnation() throws Exception {
    String json = new String(by(other).getData().forPath(NODE), StandardCharsets.UTF_8);
    int from = json.indexOf("\"incarnation\"");
    assertThat(from).isPositive();
    return json.substring(from, json.indexOf(',', from));
  }

  @Test
  void whoDiedIsSucceededOnceItsSessionIsOver() throws Exception {
    carrier().create(one, Importer.class);
    Watcher watcher = carrier().create(other, Watcher.class);
    faults.suspend(one); // as a process that was killed: it says nothing more
    ZkWire successor = named("one");
    carrier().create(successor, Importer.class);
    assertThat(owner()).isEqualTo(session(successor));
    await().until(() -> watcher.events.equals(List.of("leave one DIED", "join one")));
  }

  @Test
  void anExpiredSessionIsFollowedByANewOneThatOwnsTheNode() throws Exception {
    carrier().create(one, Importer.class);
    PatientWatcher patient = carrier().create(other, PatientWatcher.class);
    for (int i = 0; i < ROUNDS; i++) {
      long before = session(one);
      faults.expireSession(one);
      await().atMost(20, TimeUnit.SECONDS).until(() -> owner() != 0 && owner() != before);
      assertThat(owner()).isEqualTo(session(one));
    }
    await().until(() -> patient.importers.all().size() == 1);
    assertThat(patient.events).isEmpty();
  }

  @Test
  void f13deletionIsNoOrder() throws Exception {
    carrier().create(one, Importer.class);
    PatientWatcher patient = carrier().create(other, PatientWatcher.class);
    for (int i = 0; i < ROUNDS; i++) {
      long before = by(other).checkExists().forPath(NODE).getCzxid();
      stranger.delete(NODE);
      await()
          .ignoreExceptions()
          .until(() -> by(other).checkExists().forPath(NODE).getCzxid() > before);
      assertThat(owner()).isEqualTo(session(one));
    }
    assertThat(patient.importers.find("one")).isPresent();
    assertThat(patient.events).isEmpty();
  }

  @Test
  void theRootComesBackWithAllBelow() throws Exception {
    carrier().create(one, Importer.class);
    Watcher watcher = carrier().create(other, Watcher.class);
    for (int i = 0; i < ROUNDS; i++) {
      stranger.delete("/members");
      await().until(() -> owner() == session(one));
    }
    await().until(() -> watcher.importers.find("one").isPresent());
    carrier().create(named("two"), Importer.class);
    await().until(() -> watcher.events.contains("join two"));
  }

  @Test
  void f10itsOwnNodeOfASessionThatIsOverIsReplacedAndNobodySeesItGo() throws Exception {
    carrier().create(one, Importer.class);
    Watcher watcher = carrier().create(other, Watcher.class);
    byte[] data = by(other).getData().forPath(NODE);
    faults.suspend(one);
    await().until(() -> owner() == 0);
    await().until(() -> watcher.events.contains("leave one DIED"));
    // Stands for a session that the servers have kept: the same incarnation, another owner.
    by(other).create().withMode(CreateMode.EPHEMERAL).forPath(NODE, data);
    await().until(() -> watcher.events.contains("join one"));
    long before = session(other);
    faults.resume(one);
    await().atMost(20, TimeUnit.SECONDS).until(() -> owner() != before && owner() != 0);
    await().until(() -> owner() == session(one));
    ZkWire two = named("two");
    carrier().create(two, Importer.class);
    await().until(() -> watcher.events.contains("join two"));
    assertThat(watcher.events).containsExactly("leave one DIED", "join one", "join two");
  }

  @Test
  void f14aReconnectWithTheSameSessionIsNoEvent() throws Exception {
    carrier().create(one, Importer.class);
    // A client waits up to a second before it connects again: its session lasts longer than all
    // that.
    ZkWire patient = clients.newClient(options -> options.sessionTimeout(Duration.ofSeconds(20)));
    Watcher watcher = carrier().create(patient, Watcher.class);
    long session = session(patient);
    for (int i = 0; i < ROUNDS; i++) {
      faults.proxy(patient).breakConnections();
      await().until(() -> !watcher.importers.stale());
    }
    carrier().create(named("two"), Importer.class);
    await().until(() -> watcher.events.contains("join two"));
    assertThat(watcher.events).containsExactly("join two");
    assertThat(session(patient)).isEqualTo(session);
  }

  @Test
  void whatHappenedWhileTheWatcherWasAwayIsToldAfterwards() throws Exception {
    carrier().create(one, Importer.class);
    ZkWire two = named("two");
    Importer second = carrier().create(two, Importer.class);
    ZkWire away = clients.newClient();
    Watcher watcher = carrier().create(away, Watcher.class);
    faults.suspend(away);
    await().until(watcher.importers::stale);
    carrier().binding(two, second).close();
    carrier().create(named("three"), Importer.class);
    faults.resume(away);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(watcher.events)
                    .containsExactlyInAnyOrder("leave two UNKNOWN", "join three"));
    assertThat(watcher.importers.all()).extracting(Member::id).containsExactly("one", "three");
  }

  @Test
  void aNodeThatIsNoMemberIsReportedAndNotShown() throws Exception {
    Watcher watcher = carrier().create(other, Watcher.class);
    stranger.set("/members/importers/rubbish", "{\"id\":\"other\"}");
    stranger.set("/members/importers/nothing", "");
    await()
        .untilAsserted(
            () ->
                assertThat(other.health().problems())
                    .filteredOn(p -> p.code() == ErrorCode.MEMBER_UNREADABLE)
                    .hasSize(2));
    carrier().create(one, Importer.class);
    await().until(() -> watcher.events.equals(List.of("join one")));
    stranger.set(NODE, "{");
    await().until(() -> other.health().problems().size() >= 3 || rewritten());
    assertThat(watcher.importers.find("one")).isPresent();
    stranger.delete("/members/importers/rubbish");
    stranger.delete("/members/importers/nothing");
    await().until(() -> other.health().problems().size() <= 1);
  }

  private boolean rewritten() throws Exception {
    return by(other).getData().forPath(NODE).length > 10;
  }

  @Test
  void aGroupThatMayNotBeListedIsRefusedByName() throws Exception {
    by(other).create().creatingParentsIfNeeded().forPath("/members/secret");
    by(other)
        .setACL()
        .withACL(List.of(new ACL(Perms.CREATE, Ids.ANYONE_ID_UNSAFE)))
        .forPath("/members/secret");
    assertThatThrownBy(() -> other.members("secret"))
        .isInstanceOfSatisfying(
            ZkAccessDeniedException.class, e -> assertThat(e.path()).endsWith("/members/secret"));
  }

  @Test
  void closingWhileItWaitsForItsIdEndsTheWait() throws Exception {
    carrier().create(one, Importer.class);
    ZkWire twin = named("one");
    Future<?> waiting = threads.submit(() -> carrier().create(twin, Importer.class));
    twin.close();
    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(owner()).isEqualTo(session(one));
  }
}
