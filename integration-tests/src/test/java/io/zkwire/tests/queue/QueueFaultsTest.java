package io.zkwire.tests.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ConsumerOptions;
import io.zkwire.NewItem;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Counting;
import io.zkwire.tests.queue.Mails.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queues of a client that is cut off, in a session that goes on. */
@Tag("slow")
@ZkTest(sessionTimeout = "15s")
class QueueFaultsTest {

  private static final Duration SHORT = Duration.ofSeconds(5);

  private static void awaitIdle(CuratorFramework stranger) {
    await()
        .ignoreExceptionsInstanceOf(NoNodeException.class)
        .until(() -> stranger.getChildren().forPath("/queues/mail/idle").size() == 1);
  }

  /** A node left behind had the first turn to be the steward, and nobody looked for the dead. */
  @Test
  void aConsumerThatWasClosedWhileItWasCutOffLeavesNoNode(ZkClients clients, ZkFaults faults) {
    ZkWire one = clients.newClient();
    WorkQueue<Mail> mails = clients.newClient().queue("mail", Mail.class);
    WorkQueue<Mail> here = one.queue("mail", Mail.class);
    Registration first = here.consume(ConsumerOptions.defaults(), (mail, delivery) -> {});
    await().until(() -> mails.state().consumers() == 1);
    faults.suspend(one);
    first.close();
    long closed = System.nanoTime();
    await().until(() -> System.nanoTime() - closed > 3_000_000_000L); // its request has failed
    List<Integer> given = new CopyOnWriteArrayList<>();
    here.consume(ConsumerOptions.defaults(), (mail, delivery) -> given.add(mail.number()));
    faults.resume(one);
    mails.put(new Mail("ada", 1));
    await().until(() -> given.size() == 1);
    await().untilAsserted(() -> assertThat(mails.state().consumers()).isEqualTo(1));
    await()
        .untilAsserted(
            () ->
                assertThat(clients.curator(one).getChildren().forPath("/queues/mail/idle"))
                    .hasSize(1));
  }

  @Test
  void aPutOfWhichNothingIsKnownSaysSo(ZkClients clients, ZkFaults faults) {
    Counting cut = new Counting();
    ZkWire one = clients.newClient(options -> options.connectTimeout(SHORT).metrics(cut));
    WorkQueue<Mail> mails = one.queue("mail", Mail.class);
    mails.put(new Mail("ada", 1));
    cut.arm(1, () -> faults.proxy(one).blackHole());
    NewItem<Mail> item = NewItem.of(new Mail("ada", 2)).key("two");
    assertThatThrownBy(() -> mails.put(item)).isInstanceOf(OutcomeUnknownException.class);
    faults.resume(one);
    await() // what is not known to be connected yet may fail, and puts nothing
        .ignoreExceptionsInstanceOf(ZkWireException.class)
        .until(() -> mails.put(item) || mails.state().items() == 2);
    assertThat(mails.state().items()).isEqualTo(2);
    cut.arm(1, () -> faults.proxy(one).blackHole());
    assertThatThrownBy(() -> mails.putAll(List.of(item, NewItem.of(new Mail("ada", 3)))))
        .isInstanceOf(OutcomeUnknownException.class);
    faults.resume(one);
  }

  /** The claim was made, and its answer was lost. */
  @Test
  void aClaimWhoseAnswerWasLostIsWorkedOn(ZkClients clients, ZkFaults faults) {
    Counting cut = new Counting();
    ZkWire one = clients.newClient(options -> options.metrics(cut));
    WorkQueue<Mail> mails = clients.newClient().queue("mail", Mail.class);
    mails.put(new Mail("ada", 1));
    cut.armAt("zkwire.queue.looks", () -> faults.proxy(one).delay(Duration.ofMillis(50)));
    CountDownLatch mayEnd = new CountDownLatch(1); // where the answer was quicker after all
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    one.queue("mail", Mail.class)
        .consume(
            ConsumerOptions.defaults(),
            (mail, delivery) -> {
              attempts.add(delivery.attempt());
              mayEnd.await();
            });
    await().pollInterval(Duration.ofMillis(5)).until(() -> mails.state().claimed() == 1);
    faults.proxy(one).breakConnections();
    faults.proxy(one).heal();
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 1);
    assertThat(attempts).containsExactly(1);
  }

  /** Nobody had worked on it, and with the only try gone it was parked. */
  @Test
  void aClaimThatWentWithItsSessionBeforeItWasKnownIsNoTry(ZkClients clients, ZkFaults faults) {
    Counting cut = new Counting();
    ZkWire one = clients.newClient(options -> options.metrics(cut));
    ZkWire other = clients.newClient();
    WorkQueue<Mail> mails = other.queue("mail", Mail.class);
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    one.queue("mail", Mail.class)
        .consume(
            ConsumerOptions.defaults().retries(0),
            (mail, delivery) -> attempts.add(delivery.attempt()));
    awaitIdle(clients.curator(other));
    Runnable slow = () -> faults.proxy(one).delay(Duration.ofSeconds(1));
    cut.armAt("zkwire.queue.looks", () -> cut.arm(3, slow)); // it looks, reads, and claims
    mails.put(new Mail("ada", 1));
    await().pollInterval(Duration.ofMillis(5)).until(() -> mails.state().claimed() == 1);
    faults.proxy(one).blackHole();
    faults.expireSession(one);
    faults.proxy(one).heal();
    await().until(() -> mails.state().items() == 0);
    assertThat(mails.state().finished()).isEqualTo(1);
    assertThat(attempts).containsExactly(1);
  }

  /** Another was faster and died: its try counts, though the claim that got no answer is none. */
  @Test
  void theTryOfAnotherIsNotTakenBack(ZkClients clients, ZkFaults faults) throws Exception {
    Counting cut = new Counting();
    CountDownLatch isCut = new CountDownLatch(1);
    ZkWire one = clients.newClient(options -> options.metrics(cut));
    ZkWire other = clients.newClient();
    WorkQueue<Mail> mails = other.queue("mail", Mail.class);
    CuratorFramework stranger = clients.curator(other);
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    one.queue("mail", Mail.class)
        .consume(
            ConsumerOptions.defaults().retries(0),
            (mail, delivery) -> attempts.add(delivery.attempt()));
    awaitIdle(stranger);
    Runnable cuts =
        () -> {
          faults.proxy(one).blackHole();
          isCut.countDown();
        };
    cut.armAt("zkwire.queue.looks", () -> cut.arm(3, cuts)); // it looks, reads, and claims
    mails.put(new Mail("ada", 1));
    isCut.await();
    String path =
        "/queues/mail/items/5/" + stranger.getChildren().forPath("/queues/mail/items/5").get(0);
    String text = new String(stranger.getData().forPath(path), UTF_8);
    stranger.setData().forPath(path, text.replace("\"tries\":0", "\"tries\":1").getBytes(UTF_8));
    faults.expireSession(one);
    faults.proxy(one).heal();
    await().until(() -> mails.state().parked() == 1);
    assertThat(attempts).isEmpty();
  }

  @Test
  void whatWasOnlyInHandWhenItsSessionEndedWasNotTried(ZkClients clients, ZkFaults faults)
      throws Exception {
    ZkWire one = clients.newClient();
    WorkQueue<Mail> mails = clients.newClient().queue("mail", Mail.class);
    mails.putAll(IntStream.range(0, 200).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Map<Integer, List<Integer>> attempts = new ConcurrentHashMap<>();
    one.queue("mail", Mail.class)
        .consume(
            ConsumerOptions.defaults(),
            (mail, delivery) -> {
              attempts
                  .computeIfAbsent(mail.number(), n -> new CopyOnWriteArrayList<>())
                  .add(delivery.attempt());
              if (mail.number() == 60 && entered.getCount() > 0) {
                faults.proxy(one).blackHole();
                entered.countDown();
                mayEnd.await();
              }
            });
    entered.await();
    assertThat(mails.state().claimed()).isGreaterThan(1);
    faults.suspend(one);
    faults.expireSession(one);
    faults.resume(one);
    mayEnd.countDown();
    await().until(() -> mails.state().finished() == 200);
    assertThat(attempts.get(60)).containsExactly(1, 2);
    assertThat(attempts.values()) // whose end was lost is given again, too
        .allSatisfy(all -> assertThat(all).isIn(List.of(1), List.of(1, 2)));
  }

  /** Answers are slow, so that much is under way when what was claimed ahead is given back. */
  @Test
  void whatGoesBackToItsPlaceIsNotOvertaken(ZkClients clients, ZkFaults faults) {
    ZkWire one = clients.newClient();
    WorkQueue<Mail> mails = clients.newClient().queue("mail", Mail.class);
    mails.putAll(IntStream.range(0, 200).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList());
    faults.proxy(one).delay(Duration.ofMillis(30));
    CountDownLatch never = new CountDownLatch(1);
    List<Integer> given = new CopyOnWriteArrayList<>();
    one.queue("mail", Mail.class)
        .consume(
            ConsumerOptions.defaults(),
            (mail, delivery) -> {
              given.add(mail.number());
              if (mail.number() % 20 == 19) {
                assertThat(never.await(110 + mail.number() % 7 * 20, MILLISECONDS)).isFalse();
              }
            });
    await().atMost(1, MINUTES).until(() -> mails.state().finished() == 200);
    assertThat(given).isEqualTo(IntStream.range(0, 200).boxed().toList());
  }
}
