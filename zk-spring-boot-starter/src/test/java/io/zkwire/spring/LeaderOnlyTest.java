package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.NotLeaderException;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.junit.ZkServer;
import io.zkwire.junit.ZkTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@code @LeaderOnly} beside what Spring does around the same method. */
@ZkTest(sessionTimeout = "2s")
class LeaderOnlyTest {

  static class Books {
    private final AtomicInteger booked = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();
    private final AtomicInteger outside = new AtomicInteger();

    @Async
    @LeaderOnly(value = "books", otherwise = Otherwise.EMPTY)
    public CompletableFuture<String> report() {
      return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }

    @Transactional
    @LeaderOnly(value = "books", otherwise = Otherwise.THROW)
    public void book() {
      booked.incrementAndGet();
    }

    @Scheduled(fixedDelay = 20)
    @Transactional
    @LeaderOnly("books")
    public void tick() {
      ticks.incrementAndGet();
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        outside.incrementAndGet();
      }
    }

    /** Methods, since the fields of a proxy are not those of the bean. */
    int booked() {
      return booked.get();
    }

    int ticks() {
      return ticks.get();
    }

    int outside() {
      return outside.get();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAsync(proxyTargetClass = true)
  @EnableScheduling
  @EnableTransactionManagement(proxyTargetClass = true)
  @Import(Books.class)
  static class App {
    @Bean
    BeansTest.Transactions transactions() {
      return new BeansTest.Transactions();
    }
  }

  @Test
  void asynchronousTransactionalAndScheduledMethodsRunInTheLeaderOnly(ZkServer server) {
    String place = Apps.place(server);
    Apps.at(place)
        .withUserConfiguration(App.class)
        .run(
            first -> {
              Books leading = first.getBean(Books.class);
              await().ignoreExceptions().untilAsserted(leading::book);
              Apps.at(place).withUserConfiguration(App.class).run(second -> compare(first, second));
            });
  }

  private static void compare(ApplicationContext first, ApplicationContext second)
      throws Exception {
    Books leading = first.getBean(Books.class);
    assertThat(leading.report().get()).isNotEqualTo(Thread.currentThread().getName());
    int before = leading.ticks();
    await().until(() -> leading.ticks() > before + 3);

    Books following = second.getBean(Books.class);
    CompletableFuture<String> refused = following.report();
    assertThatThrownBy(refused::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NotLeaderException.class);
    BeansTest.Transactions transactions = second.getBean(BeansTest.Transactions.class);
    assertThatThrownBy(following::book).isInstanceOf(NotLeaderException.class);
    assertThat(transactions.log).contains("begin", "rollback");
    await().until(() -> transactions.log.stream().filter("commit"::equals).count() > 3);
    assertThat(following.booked()).isZero();
    assertThat(following.ticks()).as("its timer has tried, and was not let in").isZero();
    assertThat(leading.outside()).as("the guard is asked inside the transaction").isZero();
  }
}
