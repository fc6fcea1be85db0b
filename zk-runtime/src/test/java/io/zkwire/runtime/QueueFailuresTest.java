package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.zkwire.ConsumerOptions;
import io.zkwire.ErrorCode;
import io.zkwire.NewItem;
import io.zkwire.ParkedItem;
import io.zkwire.QueueFullException;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues whose nodes, items or handlers are not as they should be. */
class QueueFailuresTest {

  private static final ConsumerOptions AT_ONCE =
      ConsumerOptions.defaults().retryDelay(Duration.ZERO);
  private static final String ROOT = "/app/queues/mail";

  private final Hooked counted = new Hooked();
  private final List<ZkWire> opened = new ArrayList<>();
  private TestingServer server;
  private CuratorFramework stranger;
  private ZkWire one;
  private ZkWire two;
  private WorkQueue<Mail> mails;

  record Mail(String to, int number) {}

  /** An item that a record of its own reads. */
  @JsonDeserialize(using = OddReader.class)
  record Odd(int number) {}

  static final class OddReader extends JsonDeserializer<Odd> {
    @Override
    public Odd deserialize(JsonParser in, DeserializationContext context) throws IOException {
      int number = context.readTree(in).path("number").asInt();
      if (number == 13) {
        throw new DateTimeException("no such day");
      }
      return new Odd(number);
    }
  }

  /** One within the other. */
  record Tree(List<Tree> below) {}

  /** Counts, and does something before the n-th request. */
  private static final class Hooked implements ZkMetrics {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Runnable action = () -> {};

    void arm(int requests, Runnable what) {
      action = what;
      left.set(requests);
    }

    @Override
    public void count(String counter, long by) {
      counts.merge(counter, by, Long::sum);
      if (counter.equals("zkwire.requests") && left.get() > 0 && left.decrementAndGet() == 0) {
        action.run();
      }
    }

    @Override
    public void gauge(String gauge, LongSupplier value) {}

    long of(String counter) {
      return counts.getOrDefault(counter, 0L);
    }
  }

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    stranger = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
    stranger.start();
    one = open();
    two = open();
    mails = one.queue("mail", Mail.class);
  }

  @AfterEach
  void close() throws Exception {
    opened.forEach(ZkWire::close);
    stranger.close();
    server.close();
  }

  private ZkWire open() {
    ZkWire zk =
        ZkWire.builder()
            .connect(server.getConnectString() + "/app")
            .sessionTimeout(Duration.ofSeconds(4))
            .metrics(counted)
            .start();
    opened.add(zk);
    return zk;
  }

  private List<String> children(String path) {
    try {
      return stranger.getChildren().forPath(ROOT + path);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void awaitIdle(int consumers) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              Stat stat = stranger.checkExists().forPath(ROOT + "/idle");
              return stat != null && stat.getNumChildren() == consumers;
            });
  }

  private void allow(String path, int permissions) throws Exception {
    stranger
        .setACL()
        .withACL(List.of(new ACL(permissions | Perms.ADMIN, Ids.ANYONE_ID_UNSAFE)))
        .forPath(ROOT + path);
  }

  private void awaitProblem(String path, String permission) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(two.health().problems())
                    .anySatisfy(
                        problem ->
                            assertThat(problem.message()).contains(path).contains(permission)));
  }

  @Test
  void aParkedItemIsRetriedWhereTheParentOfItemsIsGone() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.retries(0),
            (mail, delivery) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("down");
              }
            });
    mails.put(new Mail("ada", 1));
    await().until(() -> mails.state().parked() == 1);
    String id = mails.parked().get(0).id();
    stranger.delete().deletingChildrenIfNeeded().forPath(ROOT + "/items");
    assertThat(mails.retry(id)).isTrue();
    await().until(() -> calls.get() == 2);
    assertThat(mails.parked()).isEmpty();
    assertThat(mails.retry(id)).isFalse();
  }

  private static void refused(Runnable put) {
    assertThatThrownBy(put::run)
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_ITEM));
  }

  @Test
  void whatNobodyCouldReadIsNotPut() {
    WorkQueue<Object> any = one.queue("any", Object.class);
    refused(() -> any.put(NewItem.<Object>of(Map.of("k".repeat(1_001), 1)).key("k")));
    refused(() -> any.put(NewItem.<Object>of(BigInteger.TEN.pow(1_001)).key("k")));
    Tree tree = new Tree(List.of());
    for (int i = 0; i < 30; i++) {
      tree = new Tree(List.of(tree));
    }
    Tree deep = tree;
    refused(() -> any.put(NewItem.<Object>of(deep).key("k")));
    assertThat(any.put(NewItem.<Object>of(1).key("k"))).isTrue();
  }

  /** Another version of zkwire, or another program, may put what this one cannot read. */
  @Test
  void anItemThatCannotBeReadIsParkedAsItWasWithItsKey() throws Exception {
    mails.put(NewItem.of(new Mail("ada", 1)).key("k"));
    String item = children("/items/5").get(0);
    String path = ROOT + "/items/5/" + item;
    String text =
        new String(stranger.getData().forPath(path), StandardCharsets.UTF_8)
            .replace("\"number\":1}", "\"number\":" + "7".repeat(1_500) + "}");
    stranger.setData().forPath(path, text.getBytes(StandardCharsets.UTF_8));
    Registration consumer = two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    await().until(() -> mails.state().parked() == 1);
    consumer.close();
    ParkedItem parked = mails.parked().get(0);
    assertThat(mails.retry(parked.id())).isTrue();
    String again = ROOT + "/items/5/" + children("/items/5").get(0);
    assertThat(new String(stranger.getData().forPath(again), StandardCharsets.UTF_8))
        .isEqualTo(text);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    await().until(() -> mails.state().parked() == 1);
    assertThat(mails.drop(mails.parked().get(0).id())).isTrue();
    assertThat(mails.put(NewItem.of(new Mail("ada", 2)).key("k"))).isTrue();
  }

  @Test
  void whatADeserializerThrowsParksTheItemAndHoldsUpNobody() {
    WorkQueue<Odd> odd = one.queue("odd", Odd.class);
    odd.put(new Odd(13));
    odd.put(new Odd(14));
    Registration consumer =
        two.queue("odd", Odd.class).consume(ConsumerOptions.defaults(), (item, delivery) -> {});
    await().until(() -> odd.state().finished() == 1 && odd.state().parked() == 1);
    assertThat(odd.parked().get(0).error()).contains("no such day");
    consumer.close();
    assertThat(odd.state().claimed()).isZero();
  }

  /** One that cannot even be shown. */
  private static final class Poison extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("poison");
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("poison");
    }
  }

  @Test
  void anExceptionThatCannotBeShownParksTheItemAndHoldsUpNobody() {
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.retries(0),
            (mail, delivery) -> {
              if (mail.number() == 13) {
                throw new Poison();
              }
            });
    mails.put(new Mail("ada", 13));
    mails.put(new Mail("ada", 14));
    await().until(() -> mails.state().finished() == 1 && mails.state().parked() == 1);
    assertThat(mails.state().claimed()).isZero();
  }

  private static long instances(String type) throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {null},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  @Test
  void whatIsDoneIsNotKeptUntilItsVisibilityWouldBeOver() {
    two.queue("mail", Mail.class)
        .consume(AT_ONCE.visibility(Duration.ofHours(1)), (mail, delivery) -> {});
    mails.putAll(IntStream.range(0, 120).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    await().until(() -> mails.state().finished() == 120);
    await()
        .untilAsserted(() -> assertThat(instances("io.zkwire.runtime.queue.Claim")).isLessThan(20));
  }

  /** Found between the look and the read: another claims it, and works on its last try. */
  @Test
  void anItemThatAnotherHasClaimedIsNotParked() {
    two.queue("mail", Mail.class).consume(AT_ONCE.retries(0), (mail, delivery) -> {});
    awaitIdle(1);
    List<String> claimed = new ArrayList<>();
    WorkQueue<Mail> elsewhere = opened(ZkWire.connect(server.getConnectString() + "/app"));
    counted.arm(2, () -> claimed.add(claim())); // before it reads what it has seen
    elsewhere.put(new Mail("ada", 1));
    await().until(() -> !claimed.isEmpty());
    await()
        .during(Duration.ofSeconds(3)) // the steward looks again
        .atMost(Duration.ofSeconds(10))
        .until(() -> mails.state().items() == 1 && mails.state().parked() == 0);
  }

  private WorkQueue<Mail> opened(ZkWire zk) {
    opened.add(zk);
    return zk.queue("mail", Mail.class);
  }

  private String claim() {
    try {
      String node = children("/items/5").get(0);
      String path = ROOT + "/items/5/" + node;
      String text =
          new String(stranger.getData().forPath(path), StandardCharsets.UTF_8)
              .replace("\"tries\":0", "\"tries\":1");
      stranger
          .transaction()
          .forOperations(
              stranger
                  .transactionOp()
                  .create()
                  .withMode(CreateMode.EPHEMERAL)
                  .forPath(ROOT + "/claims/5-" + node),
              stranger
                  .transactionOp()
                  .setData()
                  .forPath(path, text.getBytes(StandardCharsets.UTF_8)));
      return node;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anItemThatWasWrittenWhileItWasWorkedOnIsGivenAgain() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE,
            (mail, delivery) -> {
              calls.incrementAndGet();
              entered.countDown();
              mayEnd.await();
            });
    mails.put(new Mail("ada", 1));
    entered.await();
    String path = ROOT + "/items/5/" + children("/items/5").get(0);
    stranger.setData().forPath(path, stranger.getData().forPath(path));
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 1);
    assertThat(calls).hasValue(2);
    assertThat(children("/claims")).isEmpty();
  }

  /** What is claimed ahead stands on no handler: its end is the same, and must block nobody. */
  @Test
  void whatIsInHandIsFreeAgainWhereItWasWritten() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    mails.putAll(IntStream.range(0, 400).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE,
            (mail, delivery) -> {
              if (mail.number() % 20 == 19 && written.getCount() > 0 && writesWhatIsClaimed() > 2) {
                written.countDown();
                mayEnd.await();
              }
            });
    assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
    await().atMost(Duration.ofSeconds(3)).until(() -> children("/claims").size() == 1);
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 400);
    assertThat(children("/claims")).isEmpty();
  }

  private int writesWhatIsClaimed() throws Exception {
    List<String> claims = children("/claims");
    for (String claim : claims) {
      String path = ROOT + "/items/5/" + claim.substring(2);
      if (claims.size() > 2 && stranger.checkExists().forPath(path) != null) {
        stranger.setData().forPath(path, stranger.getData().forPath(path));
      }
    }
    return claims.size();
  }

  @Test
  void whoThrowsWhatCannotBeShownGoesOnWithWhatItHasInHand() {
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.retries(1),
            (mail, delivery) -> {
              if (mail.number() % 10 == 9) {
                throw new Poison();
              }
            });
    mails.putAll(IntStream.range(0, 100).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    await().until(() -> mails.state().finished() == 90 && mails.state().parked() == 10);
    assertThat(children("/claims")).isEmpty();
  }

  @Test
  void anItemThatMayNotBeReadHoldsUpNoOther() throws Exception {
    mails.put(new Mail("ada", 1));
    String first = "/items/5/" + children("/items/5").get(0);
    allow(first, Perms.WRITE);
    mails.putAll(IntStream.range(0, 5).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail" + first, "READ");
    await().until(() -> mails.state().finished() == 5);
    allow(first, Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 6);
    await().atMost(Duration.ofSeconds(15)).until(() -> two.health().problems().isEmpty());
  }

  @Test
  void whoMayNotClaimSaysSoAndRests() throws Exception {
    mails.putAll(List.of(NewItem.of(new Mail("ada", 1)), NewItem.of(new Mail("ada", 2))));
    allow("/claims", Perms.READ | Perms.DELETE);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail/claims", "CREATE");
    long before = counted.of("zkwire.requests");
    await().during(Duration.ofSeconds(2)).until(() -> mails.state().finished() == 0);
    assertThat(counted.of("zkwire.requests") - before).isLessThan(150);
    allow("/claims", Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 2);
    await().until(() -> two.health().problems().isEmpty());
  }

  @Test
  void whoMayNotReadTheItemsSaysSo() throws Exception {
    mails.put(new Mail("ada", 1));
    allow("/items/5", Perms.CREATE | Perms.DELETE);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail/items/5", "READ");
    assertThatThrownBy(() -> mails.state()).isInstanceOf(ZkWireException.class);
    allow("/items/5", Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 1);
  }

  @Test
  void whoMayNotStandAmongTheConsumersSaysSo() throws Exception {
    mails.put(new Mail("ada", 1));
    allow("/consumers", Perms.READ | Perms.DELETE);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail/consumers", "CREATE");
    allow("/consumers", Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 1);
  }

  @Test
  void whoMayNotWriteTheCountOfWhatIsDoneSaysSoAndRests() throws Exception {
    mails.put(new Mail("ada", 1));
    allow("/done", Perms.READ);
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    awaitProblem("/queues/mail/done", "WRITE");
    long before = counted.of("zkwire.requests");
    await().during(Duration.ofSeconds(2)).until(() -> mails.state().finished() == 0);
    assertThat(counted.of("zkwire.requests") - before).isLessThan(150);
    allow("/done", Perms.ALL);
    await().atMost(Duration.ofSeconds(15)).until(() -> mails.state().finished() == 1);
  }

  @Test
  void closingOnAClientOfSomebodyElseLeavesNoClaim() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    ZkWire guest = ZkWire.builder().framework(stranger).start();
    WorkQueue<Mail> there = guest.queue("guest", Mail.class);
    there.consume(
        AT_ONCE,
        (mail, delivery) -> {
          entered.countDown();
          while (entered.getCount() == 0 && !opened.isEmpty()) {
            Thread.onSpinWait();
          }
        });
    there.put(new Mail("ada", 1));
    entered.await();
    guest.close();
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> stranger.getChildren().forPath("/queues/guest/claims").isEmpty());
    assertThat(stranger.getChildren().forPath("/queues/guest/consumers")).isEmpty();
    opened.forEach(ZkWire::close);
    opened.clear();
  }

  @Test
  void closingOnAClientOfSomebodyElseLeavesTheClaimsOfOthers() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ZkWire guest = ZkWire.builder().framework(stranger).start();
    WorkQueue<Mail> there = guest.queue("guest", Mail.class);
    there.consume(
        AT_ONCE,
        (mail, delivery) -> {
          entered.countDown();
          boolean interrupted = true;
          while (interrupted) {
            try {
              mayEnd.await();
              interrupted = false;
            } catch (InterruptedException e) {
              interrupted = true; // it does not care
            }
          }
        });
    there.put(new Mail("ada", 1));
    entered.await();
    String item = stranger.getChildren().forPath("/queues/guest/items/5").get(0);
    String claim = "/queues/guest/claims/5-" + item;
    stranger.delete().forPath(claim); // as if the session had ended, and another had claimed it
    stranger.create().withMode(CreateMode.EPHEMERAL).forPath(claim, new byte[] {'x'});
    String path = "/queues/guest/items/5/" + item;
    stranger.setData().forPath(path, stranger.getData().forPath(path));
    guest.close();
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> stranger.checkExists().forPath(claim) != null);
    mayEnd.countDown();
  }

  @Test
  void aDelayedItemWakesFew() {
    int consumers = 12;
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < consumers; i++) {
      open()
          .queue("mail", Mail.class)
          .consume(AT_ONCE, (mail, delivery) -> calls.incrementAndGet());
    }
    awaitIdle(consumers);
    for (int i = 0; i < consumers; i++) { // each has looked since
      mails.put(new Mail("ada", i));
    }
    await().until(() -> calls.get() == consumers);
    awaitIdle(consumers);
    long before = counted.of("zkwire.queue.looks");
    int delayed = 10;
    for (int i = 0; i < delayed; i++) {
      mails.put(NewItem.of(new Mail("ada", i)).delayed(Duration.ofMillis(400 + i * 200L)));
    }
    await().until(() -> calls.get() == consumers + delayed);
    awaitIdle(consumers);
    assertThat(counted.of("zkwire.queue.looks") - before).isLessThan(delayed * 5L);
  }

  @Test
  void theLimitIsCheckedAgainstWhatStandsNow() {
    WorkQueue<Mail> small = mails.limitedTo(20);
    small.put(new Mail("ada", 0));
    WorkQueue<Mail> others = two.queue("mail", Mail.class);
    others.putAll(IntStream.range(0, 15).mapToObj(i -> NewItem.of(new Mail("bob", i))).toList());
    long since = System.nanoTime();
    await().until(() -> System.nanoTime() - since > 1_500_000_000L);
    List<NewItem<Mail>> burst =
        IntStream.range(0, 19).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList();
    assertThatThrownBy(() -> small.putAll(burst)).isInstanceOf(QueueFullException.class);
    assertThat(mails.state().items()).isEqualTo(16);
    assertThat(small.putAll(burst.subList(0, 4))).isEqualTo(4);
  }

  /** Numbers that wrap have no order of their own; nobody shall stumble over hostile ones. */
  @Test
  void namesOfAnyNumbersHoldUpNobody() throws Exception {
    mails.put(new Mail("ada", 1));
    byte[] data = "{\"item\":{\"to\":\"x\",\"number\":2}}".getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i <= 60; i++) {
      int number = new int[] {0, 1_500_000_000, -1_500_000_000}[i % 3] + i * 7_919;
      stranger
          .create()
          .forPath(
              String.format(
                  "%s/items/5/i%s", ROOT, String.format(number < 0 ? "%011d" : "%010d", number)),
              data);
    }
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    await().until(() -> mails.state().finished() == 61);
  }

  @Test
  void whatCannotBeReadIsParkedWhereItsNameIsTaken() throws Exception {
    mails.put(new Mail("ada", 1));
    String first = ROOT + "/items/5/" + children("/items/5").get(0);
    stranger.setData().forPath(first, "x".getBytes(StandardCharsets.UTF_8));
    stranger
        .create()
        .forPath(
            ROOT + "/parked/5-" + children("/items/5").get(0),
            "y".getBytes(StandardCharsets.UTF_8));
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, delivery) -> {});
    await().until(() -> mails.state().parked() == 2 && mails.state().items() == 0);
  }

  @Test
  void aKeyIsFreedWhereTheCountOfWhatIsDoneWasDeleted() throws Exception {
    mails.put(NewItem.of(new Mail("ada", 1)).key("k"));
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE,
            (mail, delivery) -> {
              entered.countDown();
              mayEnd.await();
            });
    entered.await();
    stranger.delete().forPath(ROOT + "/done");
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 1);
    assertThat(mails.put(NewItem.of(new Mail("ada", 2)).key("k"))).isTrue();
  }
}
