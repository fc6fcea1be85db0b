package io.zkwire.runtime;

import static io.zkwire.runtime.Mail.mail;
import static io.zkwire.runtime.Mail.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConsumerOptions;
import io.zkwire.Delivery;
import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.ParkedItem;
import io.zkwire.QueueFullException;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;

/** Queues without annotations, against one real server. */
class QueuesTest extends QueueCase {

  @Test
  void itemsAreGivenFirstInFirstOutByPriority() {
    mails.putAll(List.of(mail(1), mail(2), mail(3).urgent(0), mail(4).urgent(9), mail(5)));
    List<Integer> given = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class)
        .consume(ConsumerOptions.defaults(), (mail, d) -> given.add(mail.number()));
    await().until(() -> mails.state().finished() == 5);
    assertThat(given).containsExactly(3, 1, 2, 5, 4);
    assertThat(mails.state().items()).isZero();
    assertThat(mails.state().claimed()).isZero();
  }

  @Test
  void manyItemsAreEachGivenOnceToSeveralConsumers() {
    Set<Integer> given = ConcurrentHashMap.newKeySet();
    AtomicInteger calls = new AtomicInteger();
    for (ZkWire zk : List.of(one, two, server.open())) {
      zk.queue("mail", Mail.class)
          .consume(
              ConsumerOptions.defaults().concurrency(4),
              (mail, d) -> {
                given.add(mail.number());
                calls.incrementAndGet();
              });
    }
    assertThat(mails.putAll(mails(1_000))).isEqualTo(1_000);
    await().until(() -> mails.state().finished() == 1_000);
    assertThat(given).hasSize(1_000);
    assertThat(calls).hasValue(1_000);
    await().until(() -> mails.state().items() == 0);
  }

  @Test
  void aDelayedItemIsTakenWhenItIsDueAndByNobodyBefore() {
    List<Long> at = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class)
        .consume(ConsumerOptions.defaults(), (mail, d) -> at.add(System.currentTimeMillis()));
    long put = System.currentTimeMillis();
    mails.put(mail(1).delayed(Duration.ofMillis(1_200)));
    mails.put(new Mail("ada", 2));
    await().until(() -> at.size() == 2);
    assertThat(at.get(1) - put).isGreaterThanOrEqualTo(1_200);
  }

  @Test
  void ofTwoItemsWithOneKeyTheSecondIsNotPutWhileTheFirstStands() {
    assertThat(mails.put(mail(1).key("order 17/ä"))).isTrue();
    assertThat(mails.put(mail(2).key("order 17/ä"))).isFalse();
    assertThat(
            mails.putAll(
                List.of(mail(3).key("x"), mail(4).key("x"), mail(5), mail(6).key("order 17/ä"))))
        .isEqualTo(2);
    List<Integer> given = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class)
        .consume(ConsumerOptions.defaults(), (mail, d) -> given.add(mail.number()));
    await().until(() -> mails.state().finished() == 3);
    assertThat(given).containsExactlyInAnyOrder(1, 3, 5);
    assertThat(mails.put(mail(7).key("order 17/ä"))).as("the first is done").isTrue();
    await().until(() -> given.contains(7));
  }

  @Test
  void aFailingItemIsTriedAgainAndParkedWithItsLastError() {
    List<Delivery> tries = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.retries(2),
            (mail, delivery) -> {
              tries.add(delivery);
              throw new IllegalStateException("no route to " + mail.to());
            });
    mails.put(mail(1).key("k"));
    await().until(() -> mails.state().parked() == 1);
    assertThat(tries).extracting(Delivery::attempt).containsExactly(1, 2, 3);
    assertThat(tries).extracting(Delivery::id).containsOnly(tries.get(0).id());
    ParkedItem parked = mails.parked().get(0);
    assertThat(parked.error()).contains("no route to ada");
    assertThat(parked.attempts()).isEqualTo(3);
    assertThat(parked.item()).contains("\"number\":1");
    assertThat(mails.put(mail(2).key("k"))).as("a parked item keeps its key").isFalse();
    assertThat(mails.drop(parked.id())).isTrue();
    assertThat(mails.drop(parked.id())).isFalse();
    assertThat(mails.put(mail(3).key("k"))).isTrue();
  }

  @Test
  void aParkedItemCanBeRetried() {
    AtomicInteger calls = new AtomicInteger();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.retries(0),
            (mail, delivery) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("down");
              }
            });
    mails.put(mail(1));
    await().until(() -> mails.state().parked() == 1);
    assertThat(mails.retry(mails.parked().get(0).id())).isTrue();
    await().until(() -> mails.state().finished() == 1);
    assertThat(calls).hasValue(2);
  }

  @Test
  void whatNobodyCanReadIsParkedAndHoldsUpNobody() throws Exception {
    mails.put(mail(1));
    for (String hostile :
        List.of("no json", "[]", "{\"item\":{\"number\":\"x\"}}", "{\"id\":\"a\"}")) {
      one.curator()
          .create()
          .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
          .forPath("/app/queues/mail/items/0/i", hostile.getBytes(StandardCharsets.UTF_8));
    }
    one.curator().create().forPath("/app/queues/mail/items/0/elsewhere");
    two.queue("mail", Mail.class).consume(ConsumerOptions.defaults(), (mail, d) -> {});
    await().until(() -> mails.state().finished() == 1 && mails.state().parked() == 4);
  }

  @Test
  void aFullQueueAndALargeItemAreRefused() {
    WorkQueue<Mail> small = mails.limitedTo(10);
    small.putAll(mails(10));
    assertThatThrownBy(() -> small.put(new Mail("ada", 11)))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_FULL);
              assertThat(e.limit()).isEqualTo(10);
              assertThat(e.queue()).isEqualTo("mail");
            });
    assertThatThrownBy(() -> mails.put(new Mail("x".repeat(WorkQueue.MOST_BYTES), 1)))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_ITEM));
    assertThatThrownBy(() -> mails.limitedTo(10_001)).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> mail(1).urgent(10)).isInstanceOf(OptionException.class);
    assertThat(mails.state().items()).isEqualTo(10);
  }

  @Test
  void oneArrivalWakesOneOfManyIdleConsumers() {
    int consumers = 8;
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < consumers; i++) {
      server
          .open()
          .queue("mail", Mail.class)
          .consume(ConsumerOptions.defaults(), (mail, d) -> calls.incrementAndGet());
    }
    awaitIdle(consumers);
    long before = counted.of("zkwire.queue.wakeups");
    for (int i = 1; i <= 20; i++) {
      mails.put(new Mail("ada", i));
      int done = i;
      await().pollInterval(Duration.ofMillis(10)).until(() -> calls.get() == done);
      awaitIdle(consumers);
    }
    assertThat(counted.of("zkwire.queue.wakeups") - before).isBetween(20L, 23L);
  }

  @Test
  void anItemThatTakesTooLongIsGivenAgainAndWhatCameOfItIsRefused() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE.visibility(Duration.ofMillis(300)),
            (mail, delivery) -> {
              if (calls.incrementAndGet() == 1) {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              }
            });
    mails.put(new Mail("ada", 1));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    await().until(() -> mails.state().finished() == 1);
    assertThat(calls).hasValue(2);
  }

  @Test
  void whatWasClaimedAheadOfACallThatTakesLongIsGivenToOthersUntried() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class)
        .consume(
            AT_ONCE,
            (mail, delivery) -> {
              deliveries.add(delivery);
              if (deliveries.size() == 60) { // after it was quick for a while
                stuck.countDown();
                mayEnd.await();
              }
            });
    mails.putAll(mails(200));
    assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
    server.open().queue("mail", Mail.class).consume(AT_ONCE, (mail, d) -> deliveries.add(d));
    await().until(() -> mails.state().finished() == 199);
    assertThat(mails.state().claimed()).isEqualTo(1);
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 200);
    assertThat(deliveries).hasSize(200).extracting(Delivery::attempt).containsOnly(1);
    assertThat(counted.of("zkwire.queue.returned")).isPositive();
  }

  /**
   * A request with many claims and ends is one transaction: that of one fails, not those of all.
   */
  @Test
  void whoIsFasterWithOneItemDoesNotHoldUpTheOthers() {
    List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    List<Registration> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) { // each of one process, which do not know of each other
      many.add(
          server.open().queue("mail", Mail.class).consume(AT_ONCE, (m, d) -> deliveries.add(d)));
    }
    for (int i = 0; i < 40; i++) {
      mails.putAll(mails(25));
    }
    await().until(() -> mails.state().finished() == 1_000);
    assertThat(deliveries).hasSize(1_000).extracting(Delivery::attempt).containsOnly(1);
    assertThat(deliveries.stream().map(Delivery::id).distinct()).hasSize(1_000);
    many.forEach(Registration::close);
    assertThat(mails.state().claimed()).isZero();
  }

  @Test
  void closingAConsumerLeavesNoNodeAndGivesNothingMore() {
    Registration consumer =
        two.queue("mail", Mail.class).consume(ConsumerOptions.defaults(), (mail, d) -> {});
    awaitIdle(1);
    consumer.close();
    await().until(() -> mails.state().consumers() == 0);
    awaitIdle(0);
    mails.put(new Mail("ada", 1));
    assertThat(mails.state().items()).isEqualTo(1);
  }

  @Test
  void aClosedProcessReturnsWhatItHasNotDone() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ZkWire third = server.open();
    third
        .queue("mail", Mail.class)
        .consume(
            AT_ONCE,
            (mail, d) -> {
              inside.countDown();
              never.await();
            });
    mails.put(new Mail("ada", 1));
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    third.close();
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    two.queue("mail", Mail.class).consume(AT_ONCE, (mail, d) -> attempts.add(d.attempt()));
    await().until(() -> mails.state().finished() == 1);
    assertThat(attempts).containsExactly(2);
  }
}
