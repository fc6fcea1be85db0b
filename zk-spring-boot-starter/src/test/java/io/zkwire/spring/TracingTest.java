package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.zkwire.Commands;
import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.QueueConsumer;
import io.zkwire.annotation.ZkLock;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** What looks on while guarded calls, commands and items run. */
@ZkTest(sessionTimeout = "2s")
class TracingTest {

  @ClusterMember(group = "tills", id = "t1")
  static class Till {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @ZkLock(value = "till-{id}", otherwise = Otherwise.THROW)
    public void pay(String id) {
      seen.add("pay " + (FencingToken.current().czxid() > 0));
      if (id.equals("bad")) {
        throw new IllegalStateException("no money");
      }
    }

    @OnCommand(channel = "tills", value = "open")
    void open() {
      seen.add("open");
    }

    @QueueConsumer("parcels")
    void parcel(String parcel) {
      seen.add(parcel);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Till.class)
  static class App {
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> names = new CopyOnWriteArrayList<>();

    @Bean
    ObservationRegistry observations() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<Observation.Context>() {
                @Override
                public void onStop(Observation.Context context) {
                  context
                      .getLowCardinalityKeyValues()
                      .forEach(
                          tag ->
                              names.add(
                                  context.getName() + " " + tag.getKey() + "=" + tag.getValue()));
                  Throwable error = context.getError();
                  log.add(
                      context.getContextualName()
                          + (error == null ? "" : " ! " + error.getMessage()));
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                  return true;
                }
              });
      return registry;
    }
  }

  @Test
  void guardedCallsCommandsAndItemsAreObserved(ZkServer server) {
    Apps.at(Apps.place(server))
        .withConfiguration(AutoConfigurations.of(ZkWireTracingAutoConfiguration.class))
        .withUserConfiguration(App.class)
        .run(
            context -> {
              Till till = context.getBean(Till.class);
              ZkWire zk = context.getBean(ZkWire.class);
              List<String> log = context.getBean(App.class).log;
              till.pay("17");
              assertThatThrownBy(() -> till.pay("bad")).hasMessage("no money");
              assertThat(log)
                  .containsExactly(
                      "zkwire guard Till.pay(java.lang.String)",
                      "zkwire guard Till.pay(java.lang.String) ! no money");
              try (Commands commands = zk.commands("tills")) {
                commands.toAll().send("open").await(Duration.ofSeconds(10));
              }
              WorkQueue<String> parcels = zk.queue("parcels", String.class);
              parcels.put("a book");
              await().until(() -> log.contains("zkwire queue parcels"));
              assertThat(log).contains("zkwire command open");
              assertThat(context.getBean(App.class).names)
                  .as("the names and tags of the reference")
                  .contains(
                      "zkwire.guard name=Till.pay(java.lang.String)",
                      "zkwire.command name=open",
                      "zkwire.queue name=parcels");
              assertThat(till.seen).containsExactly("pay true", "pay true", "open", "a book");
            });
  }

  static class Account {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @Transactional
    @ZkLock(value = "account", otherwise = Otherwise.THROW)
    public void book() {
      seen.add("book");
    }
  }

  /** Says at its commit whether another process could have the lock already. */
  static class Database extends BeansTest.Transactions {
    private static final long serialVersionUID = 1L;

    private final transient ZkWire other;

    Database(ZkWire other) {
      this.other = other;
    }

    @Override
    protected void doCommit(
        org.springframework.transaction.support.DefaultTransactionStatus status) {
      try {
        Optional<HeldLock> got =
            other.locks().exclusive("account").tryAcquire(Duration.ofMillis(50));
        log.add(got.isPresent() ? "free" : "held");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  @Import(Account.class)
  static class AccountApp {}

  @Test
  void aLockIsHeldUntilTheTransactionIsCommitted(ZkServer server) {
    String place = Apps.place(server);
    Apps.at(place)
        .withConfiguration(AutoConfigurations.of(ZkWireTracingAutoConfiguration.class))
        .withUserConfiguration(AccountApp.class)
        .withBean(Database.class, () -> new Database(Apps.other(place)))
        .run(
            context -> {
              context.getBean(Account.class).book();
              Database database = context.getBean(Database.class);
              assertThat(database.log).containsExactly("begin", "held");
              assertThatThrownBy(FencingToken::current).isInstanceOf(IllegalStateException.class);
              ZkWire zk = context.getBean(ZkWire.class);
              assertThat(zk.exclusive()).isEmpty();
              database.other.close();
            });
  }
}
