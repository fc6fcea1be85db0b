package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What ZooKeeper holds of numbers, and what happens when somebody deletes or changes it. */
@ZkTest
class StoredNumbersTest {

  private static final int PAGE = 4_096;

  @Test
  void aFullParentIsFollowedByAnotherAndOldOnesAreRemoved(ZkWire zk, ZkClients clients)
      throws Exception {
    IdGenerator ids = zk.ids("jobs", IdOptions.sequential("job"));
    IdGenerator other = clients.newClient().ids("jobs", IdOptions.sequential("job"));
    Set<Long> seen = new HashSet<>();
    long last = -1;
    for (int i = 0; i < 10; i++) {
      for (long number : ids.nextLongs(1_700)) {
        assertThat(number).isGreaterThan(last);
        assertThat(seen.add(number)).isTrue();
        last = number;
      }
      assertThat(seen.add(other.nextLong())).isTrue();
    }
    assertThat(last).isEqualTo(10 * 1_701 - 2); // none is left out
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(pages(zk, clients, "jobs"))
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(name -> name.startsWith("p4-") || name.startsWith("p3-")));
    for (String page : pages(zk, clients, "jobs")) {
      String path = clients.chroot() + "/ids/jobs/" + page;
      assertThat(zk.curator().checkExists().forPath(path).getNumChildren()).isLessThan(PAGE + 1);
    }
  }

  private static List<String> pages(ZkWire zk, ZkClients clients, String type) throws Exception {
    return zk.curator().getChildren().forPath(clients.chroot() + "/ids/" + type).stream()
        .filter(name -> name.startsWith("p"))
        .toList();
  }

  @Test
  void aDeletedParentIsNotMadeAgain(ZkWire zk, ZkClients clients) throws Exception {
    IdGenerator ids = zk.ids("jobs", IdOptions.sequential("job").keepingNodes());
    long last = ids.nextLongs(50)[49];
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete("/ids/jobs/" + pages(zk, clients, "jobs").get(0));
    long next = ids.nextLong();
    assertThat(next).isEqualTo(PAGE).isGreaterThan(last);
    stranger.delete("/ids/jobs");
    assertThat(ids.nextLong()).isEqualTo(2 * PAGE);
    // One that remembers nothing goes on behind it, too.
    stranger.delete("/ids");
    long there =
        clients.newClient().ids("jobs", IdOptions.sequential("job").keepingNodes()).nextLong();
    assertThat(there).isEqualTo(3 * PAGE);
  }

  /** ZooKeeper counts anew in a parent that is made again: what was given is not given twice. */
  @Test
  void aParentThatIsMadeAgainByHandIsRefused(ZkWire zk, ZkClients clients) throws Exception {
    IdGenerator ids = zk.ids("jobs", IdOptions.sequential("job").keepingNodes());
    ids.nextLongs(50);
    Stranger stranger = new Stranger(zk, clients.chroot());
    String page = "/ids/jobs/" + pages(zk, clients, "jobs").get(0);
    stranger.delete(page);
    stranger.set(page, "");
    for (int i = 0; i < 60; i++) {
      assertThatThrownBy(ids::nextLong)
          .isInstanceOfSatisfying(
              IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
      assertThatThrownBy(() -> ids.nextLongs(3))
          .isInstanceOfSatisfying(
              IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    }
    zk.confirmGeneration();
    assertThat(ids.nextLong()).isEqualTo(PAGE);
  }

  @Test
  void aDeletedCounterIsMadeAgainWhereItWas(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    Set<Long> seen = new HashSet<>();
    take(ids, seen, 5_000);
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete("/ids/orders/counter");
    take(clients.newClient().ids("orders"), seen, 5_000);
    stranger.delete("/ids");
    take(clients.newClient().ids("orders"), seen, 5_000);
    stranger.delete("/zkwire/ids/orders");
    take(clients.newClient().ids("orders"), seen, 5_000);
    take(ids, seen, 50_000);
  }

  private static void take(IdGenerator ids, Set<Long> seen, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(seen.add(ids.nextLong())).isTrue();
    }
  }

  @Test
  void whoRemembersMoreThanIsStoredRefuses(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    take(ids, new HashSet<>(), 20_000);
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.set("/ids/orders/counter", "17 00000000-0000-0000-0000-000000000000");
    stranger.set("/zkwire/ids/orders", "17 00000000-0000-0000-0000-000000000000");
    assertThatThrownBy(() -> take(ids, new HashSet<>(), 10_000_000))
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    stranger.set("/ids/orders/counter", "no number");
    assertThatThrownBy(() -> clients.newClient().ids("orders").nextLong())
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK));
    zk.confirmGeneration(); // mends what is too low, not what is no counter
    stranger.set("/ids/orders/counter", "17 00000000-0000-0000-0000-000000000000");
    assertThat(ids.nextLong()).isGreaterThan(20_000);
  }

  @Test
  void manyBeginAtOnceOnAnEmptyTree(ZkClients clients) throws Exception {
    int count = 6;
    CyclicBarrier begin = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    List<ZkWire> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(clients.newClient());
    }
    Set<String> seen = ConcurrentHashMap.newKeySet();
    List<Future<?>> running = new ArrayList<>();
    for (ZkWire zk : all) {
      running.add(
          threads.submit(
              () -> {
                begin.await();
                IdGenerator block = zk.ids("block");
                IdGenerator sequential = zk.ids("sequential", IdOptions.sequential("job"));
                IdGenerator snowflake = zk.ids("snowflake", IdOptions.snowflake());
                for (int i = 0; i < 200; i++) {
                  assertThat(seen.add("b" + block.next())).isTrue();
                  assertThat(seen.add("n" + sequential.next())).isTrue();
                  assertThat(seen.add("s" + snowflake.next())).isTrue();
                }
                return null;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    threads.shutdownNow();
    assertThat(seen).hasSize(count * 600);
  }

  @Test
  void shortThreadsLeaveFewNumbersOut(ZkWire zk) throws Exception {
    IdGenerator ids = zk.ids("short");
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 1_000; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 20; j++) {
                  seen.add(ids.nextLong());
                }
              });
      thread.start();
      thread.join();
    }
    assertGaps(seen, 20_000, 0.1);
  }

  private static void assertGaps(Set<Long> seen, int count, double most) {
    assertThat(seen).hasSize(count);
    long span =
        seen.stream().mapToLong(Long::longValue).max().orElseThrow()
            - seen.stream().mapToLong(Long::longValue).min().orElseThrow()
            + 1;
    assertThat((double) (span - count) / count).isBetween(0.0, most);
  }

  /** Virtual threads have no numbers of their own: a million of them leave less than 1 % out. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aMillionVirtualThreadsLeaveLessThanOneInAHundredOut(ZkWire zk) throws Exception {
    IdGenerator ids = zk.ids("virtual");
    int count = 1_000_000;
    long[] numbers = new long[count];
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    ThreadFactory virtual =
        (ThreadFactory)
            Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    ExecutorService threads =
        (ExecutorService)
            Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, virtual);
    for (int i = 0; i < count; i++) {
      int mine = i;
      threads.execute(() -> numbers[mine] = ids.nextLong());
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    Arrays.sort(numbers);
    for (int i = 1; i < count; i++) {
      assertThat(numbers[i]).isGreaterThan(numbers[i - 1]);
    }
    long span = numbers[count - 1] - numbers[0] + 1;
    assertThat((double) (span - count) / count).isLessThan(0.01);
  }

  @Test
  void theNodesHoldWhatTheReferenceSays(ZkWire zk, ZkClients clients) throws Exception {
    zk.ids("plain").nextLong();
    assertThat(text(zk, clients.chroot() + "/ids/plain")).isEqualTo("BLOCK");
    String counter = text(zk, clients.chroot() + "/ids/plain/counter");
    assertThat(counter).matches("\\d+ [0-9a-f-]{36}");
    assertThat(text(zk, clients.chroot() + "/zkwire/ids/plain")).isEqualTo(counter);
  }

  private static String text(ZkWire zk, String path) throws Exception {
    return new String(zk.curator().getData().forPath(path), StandardCharsets.UTF_8);
  }
}
