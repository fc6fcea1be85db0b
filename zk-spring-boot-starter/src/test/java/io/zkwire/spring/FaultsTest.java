package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** ZooKeeper that is not there, contexts that come and go, and calls that are under way then. */
@ZkTest(sessionTimeout = "2s")
class FaultsTest {

  static class Prices {
    @ZkConfig("prices/limit")
    volatile int limit = 1;

    @LeaderOnly(value = "prices", otherwise = Otherwise.THROW)
    public String lead() {
      return "led";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({ZkWireGuardAutoConfiguration.class, ZkWireAutoConfiguration.class})
  @Import(Prices.class)
  static class App {}

  private static MapPropertySource properties(String place) {
    return new MapPropertySource(
        "test",
        Map.of(
            "zkwire.connect", place,
            "zkwire.session-timeout", "2s",
            "zkwire.lease.length", "1s",
            "zkwire.lease.lock-delay", "1s"));
  }

  @Test
  void withoutZooKeeperTheStartFailsAndSaysWhatWasTried() {
    Apps.at("localhost:1/acme")
        .withPropertyValues("zkwire.connect-timeout=300ms")
        .withUserConfiguration(App.class)
        .run(
            context -> {
              FailureAnalysis analysis =
                  new ZkWireFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription()).contains("ZK-SESSION-01", "localhost:1");
              assertThat(analysis.getAction())
                  .contains("zkwire.connect", "zkwire.snapshot-directory");
            });
  }

  @Test
  void withASnapshotDirectoryItStartsFromTheLastGoodValuesAndHooksUpWhenTheServerComes(
      ZkServer server, ZkFaults faults, @TempDir Path directory) {
    String place = Apps.place(server);
    var app =
        Apps.at(place)
            .withPropertyValues(
                "zkwire.connect-timeout=1s", "zkwire.snapshot-directory=" + directory.resolve("zk"))
            .withUserConfiguration(App.class);
    app.run(
        context -> {
          context.getBean(ZkWire.class).config().publish("prices/limit", 7);
          await().until(() -> context.getBean(Prices.class).limit == 7);
        });
    faults.stop();
    app.run(
        context -> {
          assertThat(context).hasNotFailed();
          Prices prices = context.getBean(Prices.class);
          assertThat(prices.limit).isEqualTo(7);
          assertThat(context.getBean(ZkWire.class).health().up()).isFalse();
          faults.restart();
          await().ignoreExceptions().until(() -> prices.lead().equals("led"));
          context.getBean(ZkWire.class).config().publish("prices/limit", 8);
          await().until(() -> prices.limit == 8);
        });
  }

  @Test
  void whatWasBoundGoesOnWhenZooKeeperComesBackAndWhenItsSessionHasExpired(
      ZkServer server, ZkFaults faults) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(App.class)
        .run(
            context -> {
              Prices prices = context.getBean(Prices.class);
              ZkWire zk = context.getBean(ZkWire.class);
              await().ignoreExceptions().until(() -> prices.lead().equals("led"));
              faults.stop();
              faults.restart();
              await().ignoreExceptions().until(() -> prices.lead().equals("led"));
              await()
                  .ignoreExceptions()
                  .untilAsserted(() -> zk.config().publish("prices/limit", 11));
              await().until(() -> prices.limit == 11);
            });
  }

  @Test
  void aContextThatIsRefreshedEndsTheOldBeansAndBindsTheNewOnes(ZkServer server) {
    String place = Apps.place(server);
    try (AnnotationConfigWebApplicationContext context =
        new AnnotationConfigWebApplicationContext()) {
      context.getEnvironment().getPropertySources().addFirst(properties(place));
      context.register(App.class);
      context.refresh();
      Prices old = context.getBean(Prices.class);
      ZkWire oldZk = context.getBean(ZkWire.class);
      await().ignoreExceptions().until(() -> old.lead().equals("led"));

      context.refresh();
      Prices now = context.getBean(Prices.class);
      ZkWire zk = context.getBean(ZkWire.class);
      assertThat(now).isNotSameAs(old);
      assertThat(oldZk.bindings()).isEmpty();
      assertThat(zk).isNotSameAs(oldZk);
      zk.config().publish("prices/limit", 5);
      await().until(() -> now.limit == 5);
      assertThat(old.limit).isEqualTo(1);
      await().ignoreExceptions().until(() -> now.lead().equals("led"));
    }
  }

  @Test
  void aChildContextSharesTheConnectionOfItsParentAndDoesNotTakeItOffline(ZkServer server) {
    String place = Apps.place(server);
    try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext()) {
      parent.getEnvironment().getPropertySources().addFirst(properties(place));
      parent.register(App.class);
      parent.refresh();
      Prices above = parent.getBean(Prices.class);
      await().ignoreExceptions().until(() -> above.lead().equals("led"));
      try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
        child.setParent(parent);
        child.register(App.class);
        child.refresh();
        assertThat(child.getBean(ZkWire.class)).isSameAs(parent.getBean(ZkWire.class));
        assertThat(child.getBean(Prices.class)).isNotSameAs(above);
        assertThat(parent.getBean(ZkWire.class).bindings()).hasSize(2);
      }
      assertThat(parent.getBean(ZkWire.class).bindings()).hasSize(1);
      assertThat(above.lead()).isEqualTo("led");
    }
  }

  @Test
  void twoApplicationsInOneJvmKnowNothingOfEachOther(ZkServer server) {
    String one = Apps.place(server);
    String two = Apps.place(server);
    Apps.at(one)
        .withUserConfiguration(App.class)
        .run(
            first -> {
              Prices mine = first.getBean(Prices.class);
              ZkWire zk = first.getBean(ZkWire.class);
              await().ignoreExceptions().until(() -> mine.lead().equals("led"));
              Apps.at(two)
                  .withUserConfiguration(App.class)
                  .run(
                      second -> {
                        Prices theirs = second.getBean(Prices.class);
                        assertThat(theirs.getClass()).isSameAs(mine.getClass());
                        await().ignoreExceptions().until(() -> theirs.lead().equals("led"));
                        assertThat(mine.lead()).as("each leads in its own place").isEqualTo("led");
                        second.getBean(ZkWire.class).config().publish("prices/limit", 2);
                        await().until(() -> theirs.limit == 2);
                        zk.config().publish("prices/limit", 3);
                        await().until(() -> mine.limit == 3);
                        assertThat(theirs.limit).isEqualTo(2);
                      });
              assertThat(zk.bindings()).hasSize(1);
              assertThat(mine.lead()).as("after the other one was closed").isEqualTo("led");
              zk.config().publish("prices/limit", 4);
              await().until(() -> mine.limit == 4);
            });
  }

  @Test
  void aShutdownDoesNotWaitForAZooKeeperThatIsGone(ZkServer server, ZkFaults faults) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(App.class)
        .run(
            context -> {
              faults.stop();
              ZkWire zk = context.getBean(ZkWire.class);
              await().until(() -> zk.state() != SessionState.CONNECTED);
              AtomicBoolean stopped = new AtomicBoolean();
              context.getBean(ZkWireLifecycle.class).stop(() -> stopped.set(true));
              assertThat(stopped).isTrue();
              zk.close();
              assertThat(zk.goOffline()).isCompleted();
            });
  }

  static class Slow {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    final List<String> log = new CopyOnWriteArrayList<>();

    @ZkLock(value = "slow", otherwise = Otherwise.THROW)
    public void work() throws InterruptedException {
      inside.countDown();
      go.await();
      log.add("done");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({ZkWireGuardAutoConfiguration.class, ZkWireAutoConfiguration.class})
  @Import(Slow.class)
  static class SlowApp {}

  @Test
  void aGuardedCallThatIsUnderWayAtShutdownKeepsItsLockUntilItEnds(ZkServer server)
      throws Exception {
    String place = Apps.place(server);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    try (ZkWire other = Apps.other(place)) {
      context.getEnvironment().getPropertySources().addFirst(properties(place));
      context.register(SlowApp.class);
      context.refresh();
      Slow slow = context.getBean(Slow.class);
      var call = threads.submit(() -> callWork(slow));
      slow.inside.await();
      CompletableFuture<?> closed =
          CompletableFuture.runAsync(((ConfigurableApplicationContext) context)::close, threads);
      await().until(() -> !context.isActive());
      assertThat(other.locks().exclusive("slow").tryAcquire(java.time.Duration.ofMillis(200)))
          .isEmpty();
      slow.go.countDown();
      assertThat(call.get()).isEqualTo("ended");
      closed.get();
      assertThat(slow.log).containsExactly("done");
      assertThat(other.locks().exclusive("slow").tryAcquire(java.time.Duration.ofSeconds(10)))
          .isPresent();
    } finally {
      context.close();
      threads.shutdownNow();
    }
  }

  private static String callWork(Slow slow) throws InterruptedException {
    slow.work();
    return "ended";
  }
}
