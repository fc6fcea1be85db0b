package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.IdGenerator;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.GlobalId;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Passage;
import jakarta.annotation.PostConstruct;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Beans are bound, and guarded, as the annotations of their classes say. */
@ZkTest(sessionTimeout = "2s")
class BeansTest {

  static class Reports {
    final String greeting;
    final String name;
    final List<String> seen = new CopyOnWriteArrayList<>();

    @ZkConfig("size")
    volatile int size = 5;

    @GlobalId(type = "report")
    @Nullable IdGenerator ids;

    Reports() {
      this("none", "none");
    }

    @Autowired
    Reports(@Qualifier("polite") String greeting, @Value("${who}") String name) {
      this.greeting = greeting;
      this.name = name;
    }

    @PostConstruct
    void made() {
      seen.add("size " + size);
      seen.add("ids " + (ids != null));
    }

    @LeaderOnly(value = "reports", otherwise = Otherwise.THROW)
    public String run() {
      return "run";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Reports.class)
  static class ReportsApp {
    @Bean
    String polite() {
      return "good morning";
    }

    @Bean
    String rude() {
      return "hey";
    }
  }

  @Test
  void aBeanIsMadeByItsOwnConstructorHasItsValuesEarlyAndItsGuardsWhenStarted(
      ZkServer server, ZkWire zk) {
    String place = Apps.place(server);
    try (ZkWire other = ZkWire.connect(place)) {
      other.config().publish("size", "7");
    }
    Apps.at(place)
        .withUserConfiguration(ReportsApp.class)
        .withPropertyValues("who=Ada")
        .run(
            context -> {
              Reports reports = context.getBean(Reports.class);
              assertThat(reports).isInstanceOf(Guarded.class);
              assertThat(reports.greeting).isEqualTo("good morning");
              assertThat(reports.name).isEqualTo("Ada");
              assertThat(reports.seen).containsExactly("size 7", "ids true");
              await().untilAsserted(() -> assertThat(reports.run()).isEqualTo("run"));
              context.getBean(ZkWire.class).config().publish("size", "9");
              await().until(() -> reports.size == 9);
            });
  }

  static class NightlyJob {
    final AtomicInteger runs = new AtomicInteger();

    @Scheduled(fixedDelay = 20)
    @LeaderOnly("nightly")
    public void run() {
      runs.incrementAndGet();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  @Import(NightlyJob.class)
  static class NightlyApp {}

  @Test
  void aScheduledMethodRunsInTheLeaderOnlyAndItsSuccessorTakesOverWhenThatOneGoesOffline(
      ZkServer server) {
    String place = Apps.place(server);
    Apps.at(place)
        .withUserConfiguration(NightlyApp.class)
        .run(
            first -> {
              NightlyJob one = first.getBean(NightlyJob.class);
              await().until(() -> one.runs.get() > 2);
              Apps.at(place)
                  .withUserConfiguration(NightlyApp.class)
                  .run(
                      second -> {
                        NightlyJob two = second.getBean(NightlyJob.class);
                        int before = one.runs.get();
                        await().until(() -> one.runs.get() > before + 5);
                        assertThat(two.runs).hasValue(0);
                        ((SmartLifecycle) first.getBean("zkWireLifecycle")).stop(() -> {});
                        await().until(() -> two.runs.get() > 2);
                        int last = one.runs.get();
                        await().until(() -> two.runs.get() > 8);
                        assertThat(one.runs).hasValue(last);
                      });
            });
  }

  static class Orders {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @Async
    @ZkLock(value = "orders-{id}", otherwise = Otherwise.EMPTY)
    public CompletableFuture<String> ship(String id) {
      String thread = Thread.currentThread().getName();
      return CompletableFuture.completedFuture(id + " " + thread + " " + FencingToken.current());
    }

    @Transactional
    @ZkLock(value = "pay-{id}", otherwise = Otherwise.THROW)
    public boolean pay(String id) {
      seen.add("pay " + id);
      return TransactionSynchronizationManager.isActualTransactionActive();
    }
  }

  static class Transactions extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1L;

    final transient List<String> log = new CopyOnWriteArrayList<>();

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      log.add("begin");
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      log.add("commit");
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      log.add("rollback");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAsync(proxyTargetClass = true)
  @EnableTransactionManagement(proxyTargetClass = true)
  @Import(Orders.class)
  static class OrdersApp {
    @Bean
    Transactions transactions() {
      return new Transactions();
    }
  }

  @Test
  void anAsynchronousMethodHoldsItsLockWhereItRunsAndATransactionalOneIsGuardedInItsTransaction(
      ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(OrdersApp.class)
        .run(
            context -> {
              Orders orders = context.getBean(Orders.class);
              String shipped = orders.ship("17").get();
              assertThat(shipped)
                  .startsWith("17 ")
                  .doesNotContain(Thread.currentThread().getName())
                  .contains("-");
              assertThat(orders.pay("17")).isTrue();
              assertThat(context.getBean(Transactions.class).log)
                  .containsExactly("begin", "commit");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class MadeByHand {
    @Bean
    NightlyJob nightlyJob() {
      return new NightlyJob();
    }
  }

  @Test
  void aGuardedBeanThatAMethodMakesUnguardedIsRefusedAndTheAnalysisSaysHowToMendIt(
      ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(MadeByHand.class)
        .run(
            context -> {
              Throwable failure = context.getStartupFailure();
              assertThat(failure).isNotNull();
              FailureAnalysis analysis = new ZkWireFailureAnalyzer().analyze(failure);
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription())
                  .startsWith("[ZK-GUARD-20]")
                  .contains("NightlyJob", "'nightlyJob'");
              assertThat(analysis.getAction())
                  .contains("zk.create", "@Import", "docs/errors/ZK-GUARD-20.md");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class MadeByZkWire {
    @Bean
    NightlyJob nightlyJob(ZkWire zk) {
      return zk.create(NightlyJob.class);
    }
  }

  @Test
  void aMethodThatAsksZkWireForTheObjectIsMended(ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(MadeByZkWire.class)
        .run(context -> assertThat(context.getBean(NightlyJob.class)).isInstanceOf(Guarded.class));
  }

  /** Asks by itself, as a woven class does. */
  static class AsksItself implements Guarded {
    final AtomicInteger asked = new AtomicInteger();
    private final GuardSite run = new GuardSite("AsksItself.run()");

    @LeaderOnly(value = "asks", otherwise = Otherwise.THROW)
    public boolean run() {
      asked.incrementAndGet();
      Passage passage = GuardSite.made(run).enter();
      try {
        return passage != null;
      } finally {
        if (passage != null) {
          passage.leave();
        }
      }
    }

    @Override
    public @Nullable GuardSite zkGuardSite(String method) {
      return method.equals("run()") ? run : null;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(AsksItself.class)
  static class AsksItselfApp {}

  @Test
  void aClassThatAsksItselfIsNotGuardedTwice(ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(AsksItselfApp.class)
        .run(
            context -> {
              AsksItself bean = context.getBean(AsksItself.class);
              assertThat(bean.getClass()).isEqualTo(AsksItself.class);
              await().ignoreExceptions().until(bean::run);
            });
  }

  @Configuration(proxyBeanMethods = false)
  @Import(NightlyJob.class)
  static class TooEarly {
    @Bean
    static BeanFactoryPostProcessor early() {
      return factory -> factory.getBean(NightlyJob.class);
    }
  }

  @Test
  void aBeanThatWasMadeTooEarlyToBeBoundIsRefused(ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(TooEarly.class)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("[ZK-SPRING-20]")
                    .hasMessageContaining("NightlyJob"));
  }

  @Test
  void whereZkWireIsSwitchedOffGuardedMethodsRefuseAndValuesKeepTheirInitialisers() {
    Apps.at("localhost:1")
        .withUserConfiguration(ReportsApp.class)
        .withPropertyValues("who=Ada", "zkwire.enabled=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(ZkWire.class);
              Reports reports = context.getBean(Reports.class);
              assertThat(reports.size).isEqualTo(5);
              assertThatThrownBy(reports::run)
                  .isInstanceOfSatisfying(
                      ZkWireException.class,
                      e -> assertThat(e.code()).isEqualTo(ErrorCode.GUARD_UNBOUND));
            });
  }

  /** Its defaults come from application properties; values in ZooKeeper go before them. */
  @ConfigurationProperties("shop")
  static class Shop {
    record Limits(int items, int euros) {}

    @ZkConfig("shop/limits")
    private volatile Limits limits = new Limits(1, 1);

    public Limits getLimits() {
      return limits;
    }

    public void setLimits(Limits limits) {
      this.limits = limits;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(Shop.class)
  static class ShopApp {}

  @Test
  void applicationPropertiesGiveTheDefaultAndARecordIsSwappedAsOne(ZkServer server) {
    Apps.at(Apps.place(server))
        .withUserConfiguration(ShopApp.class)
        .withPropertyValues("shop.limits.items=10", "shop.limits.euros=100")
        .run(
            context -> {
              Shop shop = context.getBean(Shop.class);
              ZkWire zk = context.getBean(ZkWire.class);
              assertThat(shop.getLimits()).isEqualTo(new Shop.Limits(10, 100));
              zk.config().publish("shop/limits", "{\"items\":20,\"euros\":200}");
              await().until(() -> shop.getLimits().equals(new Shop.Limits(20, 200)));
              zk.config().delete("shop/limits");
              await().until(() -> shop.getLimits().equals(new Shop.Limits(10, 100)));
            });
  }

  @ClusterMember(group = "workers", id = "w1")
  static class Worker {
    final List<String> log = new CopyOnWriteArrayList<>();

    @LeaderOnly(value = "work", otherwise = Otherwise.THROW)
    public String work() {
      return "done";
    }

    @OnOffline
    void offline() {
      log.add("offline");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Worker.class)
  static class WorkerApp {
    @Bean
    SmartLifecycle webServer(Worker worker) {
      return new SmartLifecycle() {
        private boolean running;

        @Override
        public void start() {
          running = true;
        }

        @Override
        public void stop() {
          running = false;
          try {
            worker.work();
            worker.log.add("worked");
          } catch (NotLeaderException | io.zkwire.OfflineException e) {
            worker.log.add("web server stops, " + e.getClass().getSimpleName());
          }
        }

        @Override
        public boolean isRunning() {
          return running;
        }

        @Override
        public int getPhase() {
          return DEFAULT_PHASE - 1024;
        }
      };
    }
  }

  @Test
  void shutdownDrainsBeforeAnythingElseStops(ZkServer server) {
    List<Worker> worker = new CopyOnWriteArrayList<>();
    Apps.at(Apps.place(server))
        .withUserConfiguration(WorkerApp.class)
        .run(
            context -> {
              worker.add(context.getBean(Worker.class));
              await().ignoreExceptions().until(() -> worker.get(0).work().equals("done"));
            });
    assertThat(worker.get(0).log).hasSize(2);
    assertThat(worker.get(0).log.get(0)).isEqualTo("offline");
    assertThat(worker.get(0).log.get(1)).startsWith("web server stops");
  }
}
