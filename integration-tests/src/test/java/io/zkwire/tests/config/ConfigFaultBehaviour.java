package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.config.Settings.AllTypes;
import io.zkwire.tests.config.Settings.Db;
import io.zkwire.tests.config.Settings.Hanging;
import io.zkwire.tests.config.Settings.HangingConversion;
import io.zkwire.tests.config.Settings.Number;
import io.zkwire.tests.config.Settings.WithTree;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What configuration does when something fails: the rows of the fault matrix that need one server.
 */
@ZkTest(sessionTimeout = "2s")
@Tag("slow")
public abstract class ConfigFaultBehaviour {

  private ZkWire zk;
  private ZkClients clients;
  private ZkFaults faults;
  private Stranger stranger;
  private final List<SessionState> states = new CopyOnWriteArrayList<>();

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkWire zk, ZkClients clients, ZkFaults faults) {
    this.zk = zk;
    this.clients = clients;
    this.faults = faults;
    this.stranger = new Stranger(clients.newClient(), clients.chroot());
    zk.onState(states::add);
  }

  private List<Problem> problems(ErrorCode code) {
    return zk.health().problems().stream().filter(p -> p.code() == code).toList();
  }

  @Test
  void badOversizedAndWrongTypedDataKeepTheLastGoodValue() {
    AllTypes bound = carrier().create(zk, AllTypes.class);
    stranger.set("/config/t/record", "{\"url\":\"u\",\"pool\":5}");
    stranger.set("/config/t/int", "5");
    await().until(() -> bound.number == 5 && bound.db.equals(new Db("u", 5)));

    stranger.set("/config/t/record", "{\"url\":\"u\",\"pool\":");
    await().until(() -> problems(ErrorCode.CONFIG_BAD_VALUE).size() == 1);
    stranger.set("/config/t/record", "{\"url\":\"u\",\"pool\":\"many\"}");
    stranger.set("/config/t/int", "x".repeat(700_000));
    await().until(() -> problems(ErrorCode.CONFIG_BAD_VALUE).size() == 2);
    stranger.set("/config/t/record", "[".repeat(500_000));
    stranger.set("/config/t/int", new byte[] {(byte) 0xff});
    stranger.set("/config/t/string", "still followed");
    await().until(() -> bound.text.equals("still followed"));

    assertThat(bound.number).isEqualTo(5);
    assertThat(bound.db).isEqualTo(new Db("u", 5));
    assertThat(problems(ErrorCode.CONFIG_BAD_VALUE))
        .extracting(Problem::message)
        .allMatch(m -> m.contains("mzxid 0x") && m.contains("/config/t/") && m.length() < 2_000);
    assertThat(states).as("no disconnect").isEmpty();
  }

  @Test
  void aRecreatedNodeIsSeenAHundredTimesOfAHundred() {
    Number bound = carrier().create(zk, Number.class);
    for (int i = 1; i <= 100; i++) {
      int value = i;
      stranger.set("/config/n", Integer.toString(value));
      await().until(() -> bound.n == value);
      stranger.delete("/config/n");
    }
    await().until(() -> bound.n == 0);
  }

  /** F5: the version of both nodes is 0; CuratorCache gives no event. */
  @Test
  void aNodeThatWasDeletedAndRecreatedWhileTheClientWasAwayIsSeen() {
    Number bound = carrier().create(zk, Number.class);
    for (int i = 1; i <= 5; i++) {
      int value = i;
      faults.suspend(zk);
      if (i > 1) {
        stranger.delete("/config/n");
      }
      stranger.set("/config/n", Integer.toString(value));
      faults.resume(zk);
      await().until(() -> bound.n == value);
      await().until(() -> bound.told.contains(value));
    }
    assertThat(bound.told).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aDeletedRootKeepsAllValuesAndIsReported() {
    Number bound = carrier().create(zk, Number.class);
    stranger.set("/config/n", "7");
    await().until(() -> bound.n == 7);
    stranger.delete("/config");
    await().until(() -> !problems(ErrorCode.CONFIG_ROOT_GONE).isEmpty());
    assertThat(bound.n).isEqualTo(7);
    stranger.set("/config/n", "8");
    await().until(() -> bound.n == 8 && problems(ErrorCode.CONFIG_ROOT_GONE).isEmpty());
  }

  @Test
  void aRootThatWasDeletedWhileTheClientWasAwayKeepsAllValues() {
    Number bound = carrier().create(zk, Number.class);
    stranger.set("/config/n", "7");
    await().until(() -> bound.n == 7);
    faults.suspend(zk);
    stranger.delete("/config");
    faults.resume(zk);
    await().until(() -> !problems(ErrorCode.CONFIG_ROOT_GONE).isEmpty());
    assertThat(bound.n).isEqualTo(7);
  }

  /** F11: stock caches show a denied node as a missing one. */
  @Test
  void aDeniedNodeIsAnErrorThatNamesPathAndPermission() throws Exception {
    stranger.set("/config/n", "7");
    zk.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.WRITE, Ids.ANYONE_ID_UNSAFE)))
        .forPath(clients.chroot() + "/config/n");
    assertThatThrownBy(() -> carrier().create(zk, Number.class))
        .isInstanceOfSatisfying(
            ZkAccessDeniedException.class,
            e -> {
              assertThat(e.path()).endsWith("/config/n");
              assertThat(e.permission()).isEqualTo("READ");
            })
        .hasMessageStartingWith("[ZK-ACCESS-01]");
  }

  @Test
  void aNodeThatIsDeniedLaterKeepsItsValueAndIsReported() throws Exception {
    stranger.set("/config/n", "7");
    Number bound = carrier().create(zk, Number.class);
    zk.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.WRITE | Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)))
        .forPath(clients.chroot() + "/config/n");
    faults.expireSession(zk);
    await().until(() -> !problems(ErrorCode.ACCESS).isEmpty());
    assertThat(bound.n).isEqualTo(7);
    zk.curator().setACL().withACL(Ids.OPEN_ACL_UNSAFE).forPath(clients.chroot() + "/config/n");
    stranger.set("/config/n", "8");
    await().atMost(20, TimeUnit.SECONDS).until(() -> bound.n == 8);
    await().until(() -> problems(ErrorCode.ACCESS).isEmpty());
  }

  @Test
  void aDeniedNodeIsNotTakenForADeletedOne() throws Exception {
    stranger.set("/config/n", "7");
    Number bound = carrier().create(zk, Number.class);
    zk.curator()
        .transaction()
        .forOperations(
            zk.curator().transactionOp().delete().forPath(clients.chroot() + "/config/n"),
            zk.curator()
                .transactionOp()
                .create()
                .withACL(List.of(new ACL(Perms.WRITE, Ids.ANYONE_ID_UNSAFE)))
                .forPath(clients.chroot() + "/config/n"));
    await().until(() -> !problems(ErrorCode.ACCESS).isEmpty());
    assertThat(bound.n).isEqualTo(7);
    assertThat(bound.told).isEmpty();
  }

  @Test
  void aDeletedRootKeepsTheValueOfASubtreeAsAWhole() {
    zk.config().publishTree("tree/db", new Db("v", 8));
    WithTree bound = carrier().create(zk, WithTree.class);
    assertThat(bound.db).isEqualTo(new Db("v", 8));
    stranger.delete("/config");
    await().until(() -> !problems(ErrorCode.CONFIG_ROOT_GONE).isEmpty());
    assertThat(bound.db).isEqualTo(new Db("v", 8));
  }

  @Test
  void aChrootBelowNodesThatAreClosedIsUsed() throws Exception {
    String tenant = clients.chroot() + "/tenant";
    zk.curator()
        .create()
        .withACL(List.of(new ACL(Perms.CREATE | Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)))
        .forPath(tenant);
    zk.curator().create().withACL(Ids.OPEN_ACL_UNSAFE).forPath(tenant + "/app");
    zk.curator()
        .setACL()
        .withACL(List.of(new ACL(Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)))
        .forPath(tenant);
    try (ZkWire own = ZkWire.connect(zk.connectString() + tenant + "/app")) {
      own.config().publish("a/n", 5);
      assertThat(own.config().read("a/n", Integer.class)).contains(5);
    } finally {
      zk.curator().setACL().withACL(Ids.OPEN_ACL_UNSAFE).forPath(tenant);
    }
  }

  @Test
  void aCallbackThatNeverReturnsHoldsUpNobodyElseAndIsReported() {
    ZkWire own = clients.newClient(o -> o.callbackWarning(Duration.ofMillis(300)));
    List<Hanging> hanging = // an agent does not keep objects from being collected
        Stream.generate(() -> carrier().create(own, Hanging.class)).limit(3).toList();
    HangingConversion conversion = carrier().create(own, HangingConversion.class);
    Number other = carrier().create(own, Number.class);
    stranger.set("/config/hang/n", "1");
    stranger.set("/config/hang/point", "1;2");
    for (int i = 1; i <= 20; i++) {
      int value = i;
      stranger.set("/config/n", Integer.toString(value));
      await().until(() -> other.told.contains(value));
    }
    await()
        .until(
            () ->
                own.health().problems().stream()
                    .anyMatch(
                        p ->
                            p.code() == ErrorCode.CALLBACK_STUCK
                                && p.message().contains("Hanging.never")));
    assertThat(conversion.point).isEqualTo(new Settings.Point(0, 0));
    Hanging.RELEASE.countDown();
    await().until(() -> own.health().problems().isEmpty());
    assertThat(hanging).extracting(h -> h.n).containsOnly(1);
  }

  /** Ten clients at once, ten times each. */
  @Test
  void comesBackFromAHundredSessionExpiries() {
    List<ZkWire> own = IntStream.range(0, 10).mapToObj(i -> clients.newClient()).toList();
    List<Number> bound = own.stream().map(each -> carrier().create(each, Number.class)).toList();
    for (int i = 1; i <= 10; i++) {
      int value = i;
      own.parallelStream().forEach(faults::expireSession);
      stranger.set("/config/n", Integer.toString(value));
      await().atMost(20, TimeUnit.SECONDS).until(() -> bound.stream().allMatch(b -> b.n == value));
    }
    await().until(() -> bound.stream().allMatch(b -> b.told.contains(10)));
    assertThat(bound).allSatisfy(b -> assertThat(b.told).doesNotHaveDuplicates());
  }

  @Test
  void convergesAfterBeingCutOffForThreeSessionTimeouts() {
    Number bound = carrier().create(zk, Number.class);
    for (int i = 1; i <= 3; i++) {
      int value = i;
      long cut = System.nanoTime();
      states.clear();
      faults.suspend(zk);
      stranger.set("/config/n", Integer.toString(value));
      await().atMost(20, TimeUnit.SECONDS).until(() -> states.contains(SessionState.LOST));
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> System.nanoTime() - cut > Duration.ofSeconds(6).toNanos());
      assertThat(bound.n).isEqualTo(value - 1);
      faults.resume(zk);
      await().atMost(20, TimeUnit.SECONDS).until(() -> bound.n == value);
    }
  }

  @Test
  void aServerThatWasRestartedIsFollowedAgain() {
    Number bound = carrier().create(zk, Number.class);
    stranger.set("/config/n", "1");
    await().until(() -> bound.n == 1 && bound.told.contains(1));
    faults.stop();
    await().atMost(20, TimeUnit.SECONDS).until(() -> states.contains(SessionState.SUSPENDED));
    assertThat(bound.n).isEqualTo(1);
    faults.restart();
    ZkWire second = clients.newClient();
    new Stranger(second, clients.chroot()).set("/config/n", "2");
    await().atMost(30, TimeUnit.SECONDS).until(() -> bound.n == 2);
    await().until(() -> bound.told.contains(2)); // after the field is set
    assertThat(bound.told).containsExactly(1, 2);
  }
}
