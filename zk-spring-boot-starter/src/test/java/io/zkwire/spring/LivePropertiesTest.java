package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConfigChange;
import io.zkwire.Live;
import io.zkwire.Registration;
import io.zkwire.Source;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.ZKUtil;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Records of properties that follow ZooKeeper. */
@ZkTest(sessionTimeout = "2s")
class LivePropertiesTest {

  @ConfigurationProperties("my.shop-hours")
  record Hours(@DefaultValue("8") int opens, @DefaultValue("18") int closes, List<String> days) {

    Hours {
      days = days == null ? List.of() : List.copyOf(days);
    }
  }

  /** Both numbers are always published together, and are equal then. */
  @ConfigurationProperties("pair")
  record Pair(@DefaultValue("0") int left, @DefaultValue("0") int right) {}

  /** What uses them. */
  static class Shop {
    final Hours atStart;
    final Live<Hours> hours;
    final Live<Pair> pair;
    final List<ConfigChange<Hours>> changes = new CopyOnWriteArrayList<>();

    Shop(Hours atStart, Live<Hours> hours, Live<Pair> pair) {
      this.atStart = atStart;
      this.hours = hours;
      this.pair = pair;
      hours.onChange(changes::add);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    ZkWireGuardAutoConfiguration.class,
    ZkWireMetricsAutoConfiguration.class,
    ZkWireAutoConfiguration.class
  })
  @EnableConfigurationProperties({Hours.class, Pair.class})
  @Import(Shop.class)
  static class App {}

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(App.class)
        .web(WebApplicationType.NONE)
        .properties("zkwire.session-timeout=2s", "spring.main.banner-mode=off")
        .run(arguments);
  }

  private static ConfigurableApplicationContext follow(String place, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--zkwire.connect=" + place;
    arguments[1] = "--spring.config.import=zkwire:";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return start(arguments);
  }

  @Test
  void aRecordIsBoundAgainAsAWholeWhateverKeysItComesFrom(ZkServer server) {
    String place = Apps.place(server);
    try (ZkWire zk = Apps.other(place)) {
      zk.config().publish("my/shop-hours/opens", 9);
      try (ConfigurableApplicationContext context = follow(place, "--my.shop-hours.closes=20")) {
        Shop shop = context.getBean(Shop.class);
        assertThat(shop.hours.get()).isEqualTo(new Hours(9, 20, List.of()));
        assertThat(shop.hours.current().source()).isEqualTo(Source.ZOOKEEPER);

        zk.config().publish("my/shop-hours/opens", 10);
        await().until(() -> shop.hours.get().opens() == 10);
        assertThat(shop.hours.current().mzxid())
            .isEqualTo(zk.config().read("my/shop-hours/opens").orElseThrow().version().mzxid());
        zk.config().publish("my/shopHours", "{\"days\":[\"Mo\",\"Tu\"],\"closes\":2}");
        await().until(() -> shop.hours.get().equals(new Hours(10, 20, List.of("Mo", "Tu"))));

        zk.config().delete("my/shop-hours/opens");
        await().until(() -> shop.hours.get().equals(new Hours(8, 20, List.of("Mo", "Tu"))));
        await().until(() -> shop.changes.size() == 3);
        assertThat(shop.changes.get(0).key()).isEqualTo("my.shop-hours");
        assertThat(shop.changes.get(0).oldValue()).isEqualTo(shop.atStart);
        assertThat(shop.changes.get(2).newValue()).isEqualTo(shop.hours.get());
        assertThat(shop.hours.current().toString()).as("it may hold a secret").startsWith("***@");
        assertThat(context.getEnvironment().getProperty("my.shopHours.days[1]")).isEqualTo("Tu");
        assertThat(context.getBean(Hours.class)).isSameAs(shop.atStart);
        assertThat(shop.pair.get()).isEqualTo(new Pair(0, 0));
        assertThat(shop.pair.current().source()).isEqualTo(Source.DEFAULT);
      }
    }
  }

  @Test
  void whatIsPublishedTogetherIsNeverSeenHalf(ZkServer server) throws Exception {
    String place = Apps.place(server);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (ZkWire zk = Apps.other(place);
        ConfigurableApplicationContext context = follow(place)) {
      Live<Pair> pair = context.getBean(Shop.class).pair;
      List<Pair> told = new CopyOnWriteArrayList<>();
      pair.onChange(change -> told.add(change.newValue()));
      AtomicBoolean done = new AtomicBoolean();
      Future<Integer> torn = threads.submit(() -> torn(pair, done));
      for (int i = 1; i <= 200; i++) {
        zk.config().transaction().publish("pair/left", i).publish("pair/right", i).commit();
      }
      await().until(() -> pair.get().right() == 200);
      done.set(true);
      assertThat(torn.get()).isZero();
      await().until(() -> told.contains(new Pair(200, 200))); // listeners are told later
      assertThat(told).allMatch(each -> each.left() == each.right());
    } finally {
      threads.shutdownNow();
    }
  }

  private static int torn(Live<Pair> pair, AtomicBoolean done) {
    int torn = 0;
    while (!done.get()) {
      Pair seen = pair.get();
      torn += seen.left() == seen.right() ? 0 : 1;
      Thread.onSpinWait();
    }
    return torn;
  }

  @Test
  void whatCannotBeBoundLeavesTheLastGoodRecordAndIsAProblemUntilItIsMended(ZkServer server) {
    String place = Apps.place(server);
    try (ZkWire zk = Apps.other(place);
        ConfigurableApplicationContext context = follow(place)) {
      Shop shop = context.getBean(Shop.class);
      PropertiesFollower follower = context.getBean(PropertiesFollower.class);
      zk.config().publish("my/shop-hours/opens", 7);
      await().until(() -> shop.hours.get().opens() == 7);
      zk.config().publish("my/shop-hours/opens", "at s3cret o'clock");
      await().until(() -> !follower.problems().isEmpty());
      assertThat(follower.problems().get(0))
          .startsWith("[ZK-SPRING-22]")
          .contains("my.shop-hours", "my.shop-hours.opens")
          .doesNotContain("s3cret");
      assertThat(shop.hours.get().opens()).isEqualTo(7);
      zk.config().publish("my/shop-hours/opens", 6);
      await().until(() -> shop.hours.get().opens() == 6);
      assertThat(follower.problems()).isEmpty();
    }
  }

  @Test
  void whereEverythingVanishesAtOnceTheLastRecordStays(ZkServer server) throws Exception {
    String place = Apps.place(server);
    try (ZkWire zk = Apps.other(place)) {
      zk.config().publish("my/shop-hours/opens", 5);
      zk.config().publish("pair/left", 3);
      try (ConfigurableApplicationContext context = follow(place)) {
        Shop shop = context.getBean(Shop.class);
        assertThat(shop.hours.get().opens()).isEqualTo(5);
        List<Pair> told = new CopyOnWriteArrayList<>();
        shop.pair.onChange(change -> told.add(change.newValue()));
        String chroot = place.substring(place.indexOf('/'));
        deleteAtOnce(zk.curator(), chroot + "/config");
        makeParent(zk, chroot + "/config/pair"); // as a publisher does before the key
        zk.config().publish("my/other", 1);
        Environment properties = context.getEnvironment();
        await().until(() -> properties.containsProperty("my.other"));
        zk.config().publish("pair/right", 4);
        await().until(() -> shop.pair.get().right() == 4);
        zk.config().publish("pair/left", 4);
        await().until(() -> shop.pair.get().left() == 4);
        zk.config().delete("pair/left"); // one that is deleted alone is forgotten, the others stay
        await().until(() -> shop.pair.get().left() == 0);
        assertThat(shop.hours.get().opens()).isEqualTo(5);
        await().until(() -> told.size() == 3); // listeners are told later
        assertThat(told).containsExactly(new Pair(0, 4), new Pair(4, 4), new Pair(0, 4));
      }
    }
  }

  private static void makeParent(ZkWire zk, String path) throws Exception {
    zk.curator().create().creatingParentsIfNeeded().forPath(path, null);
  }

  private static void deleteAtOnce(CuratorFramework client, String root) throws Exception {
    List<String> all = ZKUtil.listSubTreeBFS(client.getZookeeperClient().getZooKeeper(), root);
    Collections.reverse(all); // leaves first
    List<CuratorOp> deletions = new ArrayList<>();
    for (String path : all) {
      deletions.add(client.transactionOp().delete().forPath(path));
    }
    client.transaction().forOperations(deletions);
  }

  @Test
  void aListenerThatHangsHoldsUpNoOther(ZkServer server) {
    String place = Apps.place(server);
    CountDownLatch go = new CountDownLatch(1);
    try (ZkWire zk = Apps.other(place);
        ConfigurableApplicationContext context = follow(place)) {
      Shop shop = context.getBean(Shop.class);
      CountDownLatch inside = new CountDownLatch(1);
      try (Registration hanging = shop.pair.onChange(change -> hang(inside, go))) {
        assertThat(hanging).isNotNull();
        zk.config().publish("pair/left", 1);
        await().until(() -> inside.getCount() == 0);
        zk.config().publish("my/shop-hours/opens", 1);
        await().until(() -> shop.changes.size() == 1);
        zk.config().publish("pair/left", 2);
        await().until(() -> shop.pair.get().left() == 2);
      }
    } finally {
      go.countDown();
    }
  }

  private static void hang(CountDownLatch inside, CountDownLatch go) {
    inside.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatHasChangedWhileZooKeeperWasAwayArrivesWhenItIsBack(ZkServer server, ZkFaults faults) {
    String place = Apps.place(server);
    try (ZkWire zk = Apps.other(place);
        ConfigurableApplicationContext context = follow(place)) {
      Shop shop = context.getBean(Shop.class);
      faults.stop();
      await().until(shop.hours::stale);
      faults.restart();
      await().ignoreExceptions().untilAsserted(() -> zk.config().publish("my/shop-hours/opens", 4));
      await().until(() -> shop.hours.get().opens() == 4);
      assertThat(shop.hours.stale()).isFalse();
    }
  }

  @Test
  void withoutZooKeeperARecordIsWhatItWasAtTheStart() {
    try (ConfigurableApplicationContext context =
        start("--zkwire.enabled=false", "--my.shop-hours.opens=3")) {
      Shop shop = context.getBean(Shop.class);
      assertThat(shop.hours.get()).isSameAs(shop.atStart);
      assertThat(shop.hours.get().opens()).isEqualTo(3);
    }
  }

  @Test
  void whoeverInjectsNoneGetsNoThreadForIt(ZkServer server) {
    String place = Apps.place(server);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(PlainApp.class)
            .web(WebApplicationType.NONE)
            .run(
                "--zkwire.connect=" + place,
                "--spring.config.import=zkwire:",
                "--spring.main.banner-mode=off")) {
      assertThat(context.getBeanFactory().containsSingleton("zkWirePropertiesFollower")).isFalse();
      assertThat(context.getBean(Hours.class).opens()).isEqualTo(8);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({ZkWireGuardAutoConfiguration.class, ZkWireAutoConfiguration.class})
  @EnableConfigurationProperties(Hours.class)
  static class PlainApp {}
}
