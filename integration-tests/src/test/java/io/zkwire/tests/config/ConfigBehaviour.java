package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.BindingException;
import io.zkwire.ConfigException;
import io.zkwire.DataSize;
import io.zkwire.Source;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.ZkConfig;
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
import io.zkwire.tests.config.Settings.Derived;
import io.zkwire.tests.config.Settings.Endpoint;
import io.zkwire.tests.config.Settings.Listening;
import io.zkwire.tests.config.Settings.Point;
import io.zkwire.tests.config.Settings.Requiring;
import io.zkwire.tests.config.Settings.WithConverter;
import io.zkwire.tests.config.Settings.WithHandles;
import io.zkwire.tests.config.Settings.WithPlaceholders;
import io.zkwire.tests.config.Settings.WithSecret;
import io.zkwire.tests.config.Settings.WithSetters;
import io.zkwire.tests.config.Settings.WithTree;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What configuration does for an annotated class, whatever carries its binding. */
@ZkTest
public abstract class ConfigBehaviour {

  private ZkWire zk;
  private ZkClients clients;
  private Stranger stranger;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkWire zk, ZkClients clients) {
    this.zk = zk;
    this.clients = clients;
    this.stranger = new Stranger(zk, clients.chroot());
  }

  private void config(String key, String text) {
    stranger.set("/config/" + key, text);
  }

  @Test
  void aFieldHoldsTheValueThatStandsWhenTheObjectIsBound() {
    config("t/int", "42");
    AllTypes bound = carrier().create(zk, AllTypes.class);
    assertThat(bound.number).isEqualTo(42);
    assertThat(bound.longer).as("the initialiser is the default").isEqualTo(4);
    assertThat(bound.boxed()).isNull();
  }

  @Test
  void everyTypeFollowsItsKey() {
    AllTypes bound = carrier().create(zk, AllTypes.class);
    config("t/boolean", "true");
    config("t/byte", "11");
    config("t/short", "12");
    config("t/int", "13");
    config("t/long", "14");
    config("t/float", "15.5");
    config("t/double", "16.5");
    config("t/char", "z");
    config("t/integer", "17");
    config("t/string", "text");
    config("t/enum", "FRIDAY");
    config("t/duration", "5s");
    config("t/size", "2MiB");
    config("t/decimal", "9.90");
    config("t/uri", "http://a/");
    config("t/path", "/x/y");
    config("t/address", "db:1");
    config("t/instant", "2026-11-23T00:00:00Z");
    config("t/zone", "UTC");
    config("t/locale", "de-CH");
    config("t/charset", "UTF-8");
    stranger.set("/config/t/bytes", new byte[] {0, -1});
    config("t/list", "[{\"host\":\"a\",\"port\":1}]");
    config("t/set", "x,y");
    config("t/map", "{\"a\":1}");
    config("t/optional", "there");
    config("t/record", "{\"url\":\"u\",\"pool\":5}");
    stranger.set("/elsewhere/absolute", "99");

    await().until(() -> bound.absolute == 99 && bound.db.pool() == 5);
    await()
        .untilAsserted(
            () -> {
              assertThat(bound.flag).isTrue();
              assertThat(bound.small).isEqualTo((byte) 11);
              assertThat(bound.shorter).isEqualTo((short) 12);
              assertThat(bound.number).isEqualTo(13);
              assertThat(bound.longer).isEqualTo(14);
              assertThat(bound.real).isEqualTo(15.5f);
              assertThat(bound.precise).isEqualTo(16.5);
              assertThat(bound.letter).isEqualTo('z');
              assertThat(bound.boxed()).isEqualTo(17);
              assertThat(bound.text).isEqualTo("text");
              assertThat(bound.day).isEqualTo(DayOfWeek.FRIDAY);
              assertThat(bound.interval).isEqualTo(Duration.ofSeconds(5));
              assertThat(bound.size).isEqualTo(new DataSize(2 << 20));
              assertThat(bound.price).isEqualTo(new BigDecimal("9.90"));
              assertThat(bound.home).isEqualTo(URI.create("http://a/"));
              assertThat(bound.file).isEqualTo(Path.of("/x/y"));
              assertThat(bound.address).isEqualTo(InetSocketAddress.createUnresolved("db", 1));
              assertThat(bound.since).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
              assertThat(bound.zone).isEqualTo(ZoneId.of("UTC"));
              assertThat(bound.locale).isEqualTo(Locale.forLanguageTag("de-CH"));
              assertThat(bound.charset).isEqualTo(StandardCharsets.UTF_8);
              assertThat(bound.raw).containsExactly(0, -1);
              assertThat(bound.endpoints).containsExactly(new Endpoint("a", 1));
              assertThat(bound.names).isEqualTo(Set.of("x", "y"));
              assertThat(bound.weights).isEqualTo(Map.of("a", 1));
              assertThat(bound.maybe).isEqualTo(Optional.of("there"));
              assertThat(bound.db).isEqualTo(new Db("u", 5));
            });
  }

  @Test
  void deletionBringsTheInitialiserBack() {
    AllTypes bound = carrier().create(zk, AllTypes.class);
    config("t/duration", "5s");
    config("t/record", "{\"url\":\"u\",\"pool\":5}");
    await()
        .until(
            () -> bound.interval.equals(Duration.ofSeconds(5)) && bound.db.equals(new Db("u", 5)));
    stranger.delete("/config/t/duration");
    stranger.delete("/config/t/record");
    await()
        .until(
            () ->
                bound.interval.equals(Duration.ofMinutes(5)) && bound.db.equals(new Db("none", 1)));
  }

  @Test
  void listenersAreToldAfterTheFieldIsSetAndOneThatThrowsHoldsUpNoOther() {
    config("l/n", "2");
    Listening bound = carrier().create(zk, Listening.class);
    config("l/n", "3");
    config("l/db", "{\"url\":\"u\",\"pool\":5}");
    await()
        .untilAsserted(
            () ->
                assertThat(bound.calls)
                    .as("and none for the first value")
                    .containsExactlyInAnyOrder(
                        "both 2 3 field 3",
                        "one 3",
                        "change 2 3 l/n",
                        "db null Db[url=u, pool=5]"));
  }

  @Test
  void noEventForAnEqualValueNorAfterAReconnectWithoutAChange(ZkFaults faults) {
    config("l/n", "2");
    Listening bound = carrier().create(zk, Listening.class);
    stranger = new Stranger(clients.newClient(), clients.chroot());
    config("l/n", "2");
    faults.suspend(zk);
    faults.resume(zk);
    await().until(() -> zk.state() == SessionState.CONNECTED);
    faults.expireSession(zk);
    await().until(() -> zk.state() == SessionState.CONNECTED);
    config("l/n", "9");
    await().until(() -> bound.calls.contains("one 9"));
    await().untilAsserted(() -> assertThat(bound.calls).hasSize(3));
    assertThat(bound.calls).contains("both 2 9 field 9");
  }

  @Test
  void settersAreCalledAndTheirGetterGivesTheDefault() {
    config("s/interval", "2s");
    config("s/url", "one");
    WithSetters bound = carrier().create(zk, WithSetters.class);
    assertThat(bound.calls).as("before bind returns").contains("interval PT2S", "url one");
    assertThat(bound.threads).as("the runtime's own").allMatch(t -> t.startsWith("zkwire-"));
    config("s/interval", "3s");
    config("s/url", "two");
    await()
        .until(
            () ->
                bound.getInterval().equals(Duration.ofSeconds(3)) && bound.lastUrl().equals("two"));
    stranger.delete("/config/s/interval");
    stranger.delete("/config/s/url");
    await().until(() -> bound.getInterval().equals(Duration.ofSeconds(1)));
    assertThat(bound.lastUrl()).as("nobody knows its default").isEqualTo("two");
  }

  @Test
  void aHandleTellsVersionSourceAndChanges() {
    WithHandles bound = carrier().create(zk, WithHandles.class);
    assertThat(bound.limit().get()).isEqualTo(10);
    assertThat(bound.limit().current().source()).isEqualTo(Source.DEFAULT);
    config("h/limit", "11");
    config("h/hosts", "[\"a\"]");
    await().until(() -> bound.limit().get() == 11 && bound.hosts().get().equals(List.of("a")));
    assertThat(bound.limit().current().source()).isEqualTo(Source.ZOOKEEPER);
    assertThat(bound.limit().current().mzxid()).isEqualTo(stranger.mzxid("/config/h/limit"));
    assertThat(bound.limit().stale()).isFalse();
  }

  @Test
  void annotationsOfASuperclassInAnotherPackageBindToo() {
    Derived bound = carrier().create(zk, Derived.class);
    config("base/limit", "4");
    config("derived/name", "x");
    await().until(() -> bound.limit() == 4 && bound.name.equals("x"));
    await().untilAsserted(() -> assertThat(bound.seen()).containsExactly("3->4, field 4"));
    await().untilAsserted(() -> assertThat(bound.limits).containsExactly(4));
  }

  @Test
  void aSubtreeIsOneRecordAndItsMissingComponentsComeFromTheDefault() {
    WithTree bound = carrier().create(zk, WithTree.class);
    assertThat(bound.db).isEqualTo(new Db("default", 7));
    config("tree/db/url", "u");
    await().until(() -> bound.db.equals(new Db("u", 7)));
    zk.config().publishTree("tree/db", new Db("v", 8));
    zk.config().publishTree("tree/none", new Db("w", 9));
    await().until(() -> bound.db.equals(new Db("v", 8)) && new Db("w", 9).equals(bound.none));
    stranger.delete("/config/tree/db");
    await().until(() -> bound.db.equals(new Db("default", 7)));
  }

  @Test
  void bindingFailsWithoutARequiredKeyAndADeletionKeepsItsLastValue() {
    assertThatThrownBy(() -> carrier().create(zk, Requiring.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("[ZK-CONFIG-20]")
        .hasMessageContaining("r/url");
    config("r/url", "there");
    Requiring bound = carrier().create(zk, Requiring.class);
    assertThat(bound.url).isEqualTo("there");
    stranger.delete("/config/r/url");
    await().until(() -> !zk.health().problems().isEmpty());
    assertThat(bound.url).isEqualTo("there");
  }

  @Test
  void aSecretIsShownNowhere() {
    WithSecret bound = carrier().create(zk, WithSecret.class);
    config("secret/pin", "4711x");
    config("secret/token", "hunter2");
    await().until(() -> bound.token.get().equals("hunter2") && !zk.health().problems().isEmpty());
    await().until(() -> !bound.shown.isEmpty());
    assertThat(bound.pin).isZero();
    assertThat(zk.health().problems())
        .extracting(Problem::message)
        .noneMatch(m -> m.contains("4711"));
    assertThat(bound.shown).noneMatch(s -> s.contains("hunter2"));
    assertThat(bound.token.toString()).doesNotContain("hunter2");
  }

  @Test
  void placeholdersAreReplacedAndAnUnknownOneIsNamed() {
    assertThatThrownBy(() -> carrier().create(zk, WithPlaceholders.class))
        .isInstanceOf(ZkWireException.class)
        .hasMessageStartingWith("[ZK-NAME-02]")
        .hasMessageContaining("${env.name}");
    ZkWire test = clients.newClient(options -> options.property("env.name", "test"));
    WithPlaceholders bound = carrier().create(test, WithPlaceholders.class);
    config("p/test/n", "5");
    await().until(() -> bound.n == 5);
  }

  @Test
  void aConverterReadsWhatNobodyElseCan() {
    WithConverter bound = carrier().create(zk, WithConverter.class);
    config("c/point", "3;4");
    await().until(() -> bound.point.equals(new Point(3, 4)));
    config("c/point", "nonsense");
    await().until(() -> !zk.health().problems().isEmpty());
    assertThat(bound.point).isEqualTo(new Point(3, 4));
  }

  @Test
  void closingABindingEndsItAndItsWatches() {
    config("l/n", "2");
    Listening bound = carrier().create(zk, Listening.class);
    assertThat(zk.watches()).isNotEmpty();
    carrier().binding(zk, bound).close();
    assertThat(zk.watches()).isEmpty();
    Listening second = carrier().create(zk, Listening.class);
    config("l/n", "3");
    await().until(() -> second.n == 3);
    assertThat(bound.n).isEqualTo(2);
    assertThat(bound.calls).isEmpty();
  }

  @Test
  void bindingTwiceIsBindingOnce() {
    Listening bound = carrier().create(zk, Listening.class);
    assertThat(carrier().binding(zk, bound)).isSameAs(carrier().binding(zk, bound));
    config("l/n", "5");
    await().until(() -> bound.calls.contains("one 5"));
    assertThat(bound.calls).filteredOn("one 5"::equals).hasSize(1);
  }

  @Test
  void aClassThatWantsNothingOrThatNobodyProcessedIsRefused() {
    assertThatThrownBy(() -> zk.bind(new Object()))
        .isInstanceOf(BindingException.class)
        .hasMessageStartingWith("[ZK-BIND-21]");
    class Local {
      @ZkConfig("x")
      volatile int x;
    }
    assertThatThrownBy(() -> zk.bind(new Local()))
        .isInstanceOf(BindingException.class)
        .hasMessageStartingWith("[ZK-BIND-20]")
        .hasMessageContaining("zk-processor");
  }
}
