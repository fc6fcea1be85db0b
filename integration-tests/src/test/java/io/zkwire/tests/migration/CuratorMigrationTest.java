package io.zkwire.tests.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/migrate-from-curator.md moves: the same tests before and after. */
@Tag("long")
@ZkTest
class CuratorMigrationTest {

  private static final int MANY = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Shop> open = new ArrayList<>();
  private ZkClients clients;
  private CuratorFramework operator;

  /** Which library. */
  enum Side {
    BEFORE,
    AFTER
  }

  @BeforeEach
  void connect(ZkClients clients, ZkWire zk) {
    this.clients = clients;
    operator = clients.curator(zk);
  }

  @AfterEach
  void close() throws Exception {
    for (Shop shop : open) {
      shop.close();
    }
    threads.shutdownNow();
  }

  private Shop shop(Side side, String name) throws Exception {
    ZkWire client = clients.newClient(builder -> builder.property("shop", name));
    Shop shop =
        side == Side.BEFORE
            ? new CuratorShop(clients.curator(client), name)
            : client.create(WiredShop.class, client, name);
    open.add(shop);
    return shop;
  }

  @Test
  void oneClientServesBoth() throws Exception {
    CuratorFramework client = clients.curator(clients.newClient());
    ZkWire zk = ZkWire.builder().framework(client).start();
    zk.config().publish("report/interval", "PT30S");
    Shop before = new CuratorShop(client, "a");
    soon().until(() -> before.interval().equals(Duration.ofSeconds(30)));
    before.close();
    zk.close();
    assertThat(client.checkExists().forPath("/config/report/interval")).isNotNull();
  }

  private static ConditionFactory soon() {
    return await().atMost(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsFollowed(Side side) throws Exception {
    Shop shop = shop(side, "a");
    assertThat(shop.interval()).isEqualTo(Shop.DEFAULT);
    byte[] value = "PT30S".getBytes(StandardCharsets.UTF_8);
    operator.create().creatingParentsIfNeeded().forPath("/config/report/interval", value);
    soon().until(() -> shop.interval().equals(Duration.ofSeconds(30)));
    operator.delete().forPath("/config/report/interval");
    soon().until(() -> shop.interval().equals(Shop.DEFAULT));
  }

  @ParameterizedTest
  @EnumSource
  void oneReportsAndAnotherTakesOver(Side side) throws Exception {
    Shop first = shop(side, "a");
    List<String> written = new CopyOnWriteArrayList<>();
    soon().until(() -> reported(first, written));
    Shop second = shop(side, "b");
    second.report(written);
    first.report(written);
    assertThat(written).containsOnly("a");
    open.remove(first);
    first.close();
    written.clear();
    soon().until(() -> reported(second, written));
    assertThat(written).containsOnly("b");
  }

  private static boolean reported(Shop shop, List<String> written) throws Exception {
    shop.report(written);
    return !written.isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anOrderIsShippedByOneAtATime(Side side) throws Exception {
    assertThat(mostAtATime(side, (shop, work) -> shop.ship("17", work))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void noMoreThanTwoExport(Side side) throws Exception {
    assertThat(mostAtATime(side, Shop::export)).isBetween(1, 2);
  }

  /** What a process does around some work. */
  private interface Around {
    void run(Shop shop, Runnable work) throws Exception;
  }

  private int mostAtATime(Side side, Around around) throws Exception {
    List<Shop> shops = List.of(shop(side, "a"), shop(side, "b"));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.yield();
          inside.decrementAndGet();
        };
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Shop shop = shops.get(i % 2);
      all.add(threads.submit(() -> ran(around, shop, work)));
    }
    for (Future<?> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
    return most.get();
  }

  private static boolean ran(Around around, Shop shop, Runnable work) throws Exception {
    around.run(shop, work);
    return true;
  }

  @ParameterizedTest
  @EnumSource
  void whoAnswersIsFoundUntilItGoes(Side side) throws Exception {
    Shop first = shop(side, "a");
    Shop second = shop(side, "b");
    first.offerPrices(8_081);
    second.offerPrices(8_082);
    soon().until(() -> second.prices().equals(Set.of(8_081, 8_082)));
    open.remove(first);
    first.close();
    soon().until(() -> second.prices().equals(Set.of(8_082)));
  }

  @ParameterizedTest
  @EnumSource
  void whoIsThereIsSeenUntilItGoes(Side side) throws Exception {
    Shop first = shop(side, "a");
    Shop second = shop(side, "b");
    soon().until(() -> second.shops().equals(Set.of("a", "b")));
    open.remove(first);
    first.close();
    soon().until(() -> second.shops().equals(Set.of("b")));
  }

  @ParameterizedTest
  @EnumSource
  void noOrderNumberIsGivenTwice(Side side) throws Exception {
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    for (Shop shop : List.of(shop(side, "a"), shop(side, "b"))) {
      for (int i = 0; i < MANY; i++) {
        numbers.add(shop.orderNumber());
      }
    }
    assertThat(numbers).hasSize(2 * MANY);
  }

  @ParameterizedTest
  @EnumSource
  void everyMailIsSentOnce(Side side) throws Exception {
    Shop first = shop(side, "a");
    Shop second = shop(side, "b");
    List<String> mails = IntStream.range(0, MANY).mapToObj(i -> "mail " + i).toList();
    for (String mail : mails) {
      first.mail(mail);
    }
    soon().until(() -> first.sent().size() + second.sent().size() >= MANY);
    assertThat(Stream.concat(first.sent().stream(), second.sent().stream()))
        .containsExactlyInAnyOrderElementsOf(mails);
  }

  @ParameterizedTest
  @EnumSource
  void neitherBeginsAlone(Side side) throws Exception {
    Shop first = shop(side, "a");
    Shop second = shop(side, "b");
    CountDownLatch both = new CountDownLatch(2);
    List<Future<Boolean>> meetings = new ArrayList<>();
    for (Shop shop : List.of(first, second)) {
      meetings.add(threads.submit(() -> met(shop, both)));
    }
    for (Future<Boolean> meeting : meetings) {
      assertThat(meeting.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Whether the other one is inside as well, before this one leaves. */
  private static boolean met(Shop shop, CountDownLatch both) throws Exception {
    boolean[] met = {false};
    shop.together(
        () -> {
          both.countDown();
          try {
            met[0] = both.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return met[0];
  }
}
