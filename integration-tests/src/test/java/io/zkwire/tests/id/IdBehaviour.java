package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdNode;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.id.Ids.Shop;
import io.zkwire.tests.id.Ids.Warehouse;
import io.zkwire.tests.id.Ids.Wrong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What IDs are for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "6s")
public abstract class IdBehaviour {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.faults = faults;
    one = clients.newClient(b -> b.connectTimeout(Duration.ofSeconds(5)));
    two = clients.newClient();
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void twoProcessesNeverGiveTheSame() throws Exception {
    Shop shop = carrier().create(one, Shop.class);
    Shop other = carrier().create(two, Shop.class);
    Set<Object> seen = ConcurrentHashMap.newKeySet();
    List<Future<?>> all = new ArrayList<>();
    for (Shop each : List.of(shop, shop, other)) {
      all.add(threads.submit(() -> numbers(each, seen)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(seen).hasSize(3 * (5_000 + 500 + 5_000 + 50));
  }

  private static void numbers(Shop shop, Set<Object> seen) {
    long order = 0;
    long event = 0;
    for (int i = 0; i < 5_000; i++) {
      long nextOrder = shop.orders.nextLong();
      long nextEvent = event(shop);
      assertThat(nextOrder).isGreaterThan(order);
      assertThat(nextEvent).isGreaterThan(event);
      order = nextOrder;
      event = nextEvent;
      assertThat(seen.add("order " + order)).isTrue();
      assertThat(seen.add("event " + event)).isTrue();
      if (i % 10 == 0) {
        assertThat(seen.add("invoice " + shop.invoice())).isTrue();
      }
      if (i % 100 == 0) {
        assertThat(seen.add(shop.jobs.next())).isTrue();
      }
    }
  }

  /** A lease of a busy machine may lapse. */
  private static long event(Shop shop) {
    try {
      return shop.event();
    } catch (IdException e) {
      return await().ignoreExceptionsInstanceOf(IdException.class).until(shop::event, id -> id > 0);
    }
  }

  @Test
  void formatsAreReadBackAndTypesAreShared() {
    Shop shop = carrier().create(one, Shop.class);
    Warehouse warehouse = carrier().create(one, Warehouse.class);
    long first = shop.orders.nextLong();
    String second = warehouse.orders.next();
    assertThat(second).matches("[0-9A-Z]{8}");
    assertThat(warehouse.orders.parse(second)).isGreaterThan(first);
    assertThat(shop.invoice()).matches("I-\\d{7}");
    assertThat(shop.orders.valid("x")).isFalse();
    assertThatThrownBy(() -> shop.orders.parse("x"))
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_TEXT));
    assertThatThrownBy(() -> shop.orders.nextNode())
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_STRATEGY));
  }

  @Test
  void aNodeStandsForEachSequentialId() {
    Shop shop = carrier().create(one, Shop.class);
    IdNode node = shop.jobs.nextNode();
    assertThat(node.id()).isEqualTo("jobs-job-0000000000");
    assertThat(node.path()).matches("/ids/jobs/p0-[0-9a-f-]+/job-0000000000");
    List<String> many = shop.jobs.next(250);
    assertThat(many).hasSize(250).doesNotHaveDuplicates().isSorted();
    assertThat(carrier().create(two, Shop.class).jobs.nextLong()).isEqualTo(251);
  }

  @Test
  void aTypeHasOneStrategy() {
    carrier().create(one, Shop.class);
    assertThatThrownBy(() -> carrier().create(one, Wrong.class)).satisfies(IdBehaviour::isConflict);
    assertThatThrownBy(() -> carrier().create(two, Wrong.class)).satisfies(IdBehaviour::isConflict);
    carrier().create(two, Warehouse.class).orders.nextLong();
  }

  private static void isConflict(Throwable e) {
    assertThat(((ZkWireException) e).code()).isEqualTo(ErrorCode.ID_TYPE);
  }

  @Test
  void withoutZooKeeperReservedNumbersAreGivenAndThenAnErrorThatIsBounded() {
    Shop shop = carrier().create(one, Shop.class);
    shop.orders.nextLong();
    long event = event(shop);
    faults.suspend(one);
    assertThat(shop.orders.nextLong()).isPositive();
    assertThat(shop.event()).isGreaterThan(event);
    // The lease of the worker ends by itself.
    await().untilAsserted(() -> assertCode(ErrorCode.ID_WORKER, shop::event));
    long begin = System.nanoTime();
    assertCode(ErrorCode.ID_UNAVAILABLE, () -> endless(shop));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    assertCode(ErrorCode.ID_UNAVAILABLE, shop.jobs::nextLong);
    faults.resume(one);
    await().until(() -> works(shop));
  }

  private static void endless(Shop shop) {
    for (int i = 0; i < 100_000_000; i++) {
      shop.orders.nextLong();
    }
  }

  private static boolean works(Shop shop) {
    try {
      return shop.orders.nextLong() > 0 && shop.event() > 0 && shop.jobs.nextLong() > 0;
    } catch (IdException e) {
      return false;
    }
  }

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void theSessionMayExpireInTheMiddle() {
    Shop shop = carrier().create(one, Shop.class);
    Set<Long> orders = new HashSet<>();
    Set<Long> events = new HashSet<>();
    Set<Long> jobs = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      take(shop, orders, events, jobs);
      faults.expireSession(one);
      take(shop, orders, events, jobs);
      await().until(() -> works(shop));
    }
    take(shop, orders, events, jobs);
  }

  private static void take(Shop shop, Set<Long> orders, Set<Long> events, Set<Long> jobs) {
    for (int i = 0; i < 1_000; i++) {
      try {
        assertThat(orders.add(shop.orders.nextLong())).isTrue();
        assertThat(events.add(shop.event())).isTrue();
        if (i % 100 == 0) {
          assertThat(jobs.add(shop.jobs.nextLong())).isTrue();
        }
      } catch (IdException e) {
        assertThat(e.code()).isIn(ErrorCode.ID_WORKER, ErrorCode.ID_UNAVAILABLE);
      }
    }
  }

  @Test
  void nothingIsGivenAfterTheEnd() {
    Shop shop = carrier().create(one, Shop.class);
    for (int i = 0; i < 200; i++) {
      shop.orders.nextLong();
    }
    one.close();
    assertCode(ErrorCode.SESSION_CLOSED, shop.orders::nextLong);
    assertCode(ErrorCode.SESSION_CLOSED, shop::event);
    assertCode(ErrorCode.SESSION_CLOSED, shop.jobs::nextNode);
  }
}
