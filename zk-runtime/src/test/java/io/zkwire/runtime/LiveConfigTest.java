package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConfigChange;
import io.zkwire.ConfigConflictException;
import io.zkwire.ConfigException;
import io.zkwire.ConfigVersion;
import io.zkwire.ErrorCode;
import io.zkwire.Live;
import io.zkwire.Source;
import io.zkwire.ZkWireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Configuration without annotations, against one real server. */
class LiveConfigTest {

  private TestingServer server;
  private ZkWire zk;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    zk = ZkWire.connect(server.getConnectString() + "/app/one");
  }

  @AfterEach
  void close() throws Exception {
    zk.close();
    server.close();
  }

  private void set(String path, String text) throws Exception {
    CuratorFramework client = zk.curator();
    client
        .create()
        .orSetData()
        .creatingParentsIfNeeded()
        .forPath("/app/one" + path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aValueFollowsItsKeyAndItsDeletionBringsTheDefaultBack() throws Exception {
    Live<Duration> live = zk.config().live("interval", Duration.class, Duration.ofMinutes(5));
    List<ConfigChange<Duration>> changes = new CopyOnWriteArrayList<>();
    live.onChange(changes::add);
    assertThat(live.get()).isEqualTo(Duration.ofMinutes(5));
    assertThat(live.current().source()).isEqualTo(Source.DEFAULT);

    set("/config/interval", "5s");
    await().untilAsserted(() -> assertThat(live.get()).isEqualTo(Duration.ofSeconds(5)));
    assertThat(live.current().source()).isEqualTo(Source.ZOOKEEPER);
    await().untilAsserted(() -> assertThat(changes).hasSize(1)); // or there and back is no change

    zk.curator().delete().forPath("/app/one/config/interval");
    await().untilAsserted(() -> assertThat(live.get()).isEqualTo(Duration.ofMinutes(5)));
    await().untilAsserted(() -> assertThat(changes).hasSize(2));
    assertThat(changes.get(0).oldValue()).isEqualTo(Duration.ofMinutes(5));
    assertThat(changes.get(1).oldValue()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aBadValueKeepsTheLastGoodOneAndIsReportedOnce() throws Exception {
    Live<Integer> live = zk.config().live("retries", Integer.class, 1);
    set("/config/retries", "7");
    await().until(() -> live.get() == 7);
    set("/config/retries", "many");
    await().until(() -> !zk.health().problems().isEmpty());
    assertThat(live.get()).isEqualTo(7);
    Problem problem = zk.health().problems().get(0);
    assertThat(problem.code()).isEqualTo(ErrorCode.CONFIG_BAD_VALUE);
    assertThat(problem.message())
        .contains("[ZK-CONFIG-21]", "/app/one/config/retries", "mzxid 0x", "many");
    set("/config/retries", "8");
    await().until(() -> live.get() == 8);
    await().until(() -> zk.health().problems().isEmpty());
  }

  @Test
  void deletingTheWholeConfigurationKeepsAllValues() throws Exception {
    Live<Integer> a = zk.config().live("a", Integer.class, 1);
    Live<Integer> b = zk.config().live("b", Integer.class, 1);
    set("/config/a", "2");
    set("/config/b", "2");
    await().until(() -> a.get() == 2 && b.get() == 2);
    zk.curator().delete().deletingChildrenIfNeeded().forPath("/app/one/config");
    await()
        .until(
            () ->
                zk.health().problems().stream()
                    .anyMatch(p -> p.code() == ErrorCode.CONFIG_ROOT_GONE));
    assertThat(a.get()).isEqualTo(2);
    assertThat(b.get()).isEqualTo(2);
    set("/config/a", "3");
    await().until(() -> a.get() == 3);
    assertThat(b.get()).isEqualTo(2);
  }

  @Test
  void comparesBeforeItSets() {
    ConfigVersion first = zk.config().publish("db/url", "one", ConfigVersion.ABSENT);
    ConfigVersion second = zk.config().publish("db/url", "two", first);
    assertThatThrownBy(() -> zk.config().publish("db/url", "three", first))
        .isInstanceOfSatisfying(
            ConfigConflictException.class, e -> assertThat(e.found()).isEqualTo(second))
        .hasMessageStartingWith("[ZK-CONFIG-23]");
    assertThatThrownBy(() -> zk.config().publish("db/url", "x", ConfigVersion.ABSENT))
        .isInstanceOf(ConfigConflictException.class);
    assertThat(zk.config().read("db/url").orElseThrow().text()).isEqualTo("two");
    assertThat(zk.config().read("db/url").orElseThrow().version()).isEqualTo(second);
  }

  @Test
  void severalKeysChangeTogetherOrNotAtAll() {
    zk.config().publish("a", 1);
    ConfigVersion stale = new ConfigVersion(1, 17);
    assertThatThrownBy(
            () -> zk.config().transaction().publish("a", 2).publish("b", 2, stale).commit())
        .isInstanceOf(ConfigConflictException.class);
    assertThat(zk.config().read("a", Integer.class)).contains(1);
    zk.config().transaction().publish("a", 2).publish("b", 2).delete("c").commit();
    assertThat(zk.config().read("a", Integer.class)).contains(2);
    assertThat(zk.config().list("")).containsExactly("a", "b");
  }

  @Test
  void keepsTheRevisionsWithTheirAuthorsAndRollsBack() throws Exception {
    ConfigVersion one = zk.config().publish("k", "one");
    zk.config().publish("k", "two");
    set("/config/k", "stranger");
    zk.config().publish("k", "four");
    var history = zk.config().history("k");
    assertThat(history)
        .extracting(r -> r.bytes() == null ? null : new String(r.bytes(), StandardCharsets.UTF_8))
        .as("a stranger keeps no predecessor, so 'two' is lost")
        .containsExactly("four", "stranger", "one", null);
    String me = System.getProperty("user.name");
    assertThat(history).extracting(r -> r.author()).containsExactly(me, null, me, null);
    zk.config().rollBack("k", one.mzxid());
    assertThat(zk.config().read("k").orElseThrow().text()).isEqualTo("one");
    assertThatThrownBy(() -> zk.config().rollBack("k", 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("[ZK-CONFIG-26]");
  }

  @Test
  void keepsNoMoreRevisionsThanAskedFor() throws Exception {
    for (int i = 0; i < 25; i++) {
      zk.config().publish("k", i);
    }
    assertThat(zk.curator().getChildren().forPath("/app/one/history/config/k")).hasSize(10);
    assertThat(zk.config().history("k")).hasSize(11);
  }

  record Db(String url, int pool) {}

  @Test
  void publishesARecordAsJsonOrAsASubtree() throws Exception {
    Live<Db> live = zk.config().live("db", Db.class, new Db("none", 0));
    zk.config().publish("db", new Db("jdbc:x", 4));
    await().until(() -> live.get().equals(new Db("jdbc:x", 4)));
    zk.config().publishTree("tree", new Db("jdbc:y", 5));
    assertThat(zk.config().list("tree")).containsExactly("tree/pool", "tree/url");
    assertThat(zk.config().read("tree/pool", Integer.class)).contains(5);
  }

  @Test
  void theVersionsThatATransactionReturnsCanBeComparedAgainst() {
    var first = zk.config().transaction().publish("x", 1).publishTree("t", new Db("u", 1)).commit();
    var second =
        zk.config()
            .transaction()
            .publish("x", 2, first.get("x"))
            .publish("t/pool", 2, first.get("t/pool"))
            .delete("nothing")
            .commit();
    assertThat(second.get("nothing")).isEqualTo(ConfigVersion.ABSENT);
    assertThat(zk.config().read("x").orElseThrow().version()).isEqualTo(second.get("x"));
    assertThat(zk.config().publishTree("t", new Db("u", 3))).isEqualTo(first.get("t"));
  }

  @Test
  void refusesWhatIsTooLargeBeforeSendingIt() {
    byte[] largest = new byte[512 << 10];
    zk.config().publish("big", largest);
    assertThatThrownBy(() -> zk.config().publish("big", new byte[(512 << 10) + 1]))
        .hasMessageStartingWith("[ZK-CONFIG-22]")
        .hasMessageContaining("big");
    assertThatThrownBy(() -> zk.config().publish("big", largest))
        .as("with the predecessor that is kept")
        .hasMessageStartingWith("[ZK-CONFIG-22]");
    zk.config().publish("big", "small again");
    assertThat(zk.config().read("big").orElseThrow().text()).isEqualTo("small again");
    assertThat(zk.state()).isEqualTo(SessionState.CONNECTED);
  }

  @Test
  void noNameLeavesItsRoot() {
    for (String key : List.of("../x", "a//b", "a/./b", "", "a\u0000b", "/zookeeper/quota", "a/")) {
      assertThatThrownBy(() -> zk.config().publish(key, "x"))
          .as(key)
          .isInstanceOf(ZkWireException.class)
          .hasMessageStartingWith("[ZK-NAME-01]");
    }
  }

  @Test
  void comesBackAfterTheSessionExpired() throws Exception {
    Live<Integer> live = zk.config().live("n", Integer.class, 0);
    for (int i = 1; i <= 3; i++) {
      List<SessionState> states = new CopyOnWriteArrayList<>();
      zk.onState(states::add);
      zk.curator().getZookeeperClient().getZooKeeper().getTestable().injectSessionExpiration();
      await().atMost(10, TimeUnit.SECONDS).until(() -> states.contains(SessionState.CONNECTED));
      int value = i;
      zk.config().publish("n", value);
      await().until(() -> live.get() == value);
    }
  }
}
