package io.zkwire.tests.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Delivery;
import io.zkwire.NewItem;
import io.zkwire.QueueFullException;
import io.zkwire.WorkQueue;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Counting;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.queue.Mails.Mail;
import io.zkwire.tests.queue.Mails.Sender;
import io.zkwire.tests.queue.Mails.Writer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What queues do for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class QueueBehaviour {

  private static final String LOST = "zkwire.queue.lost";

  private final Counting counted = new Counting();
  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;
  private WorkQueue<Mail> mails;
  private Sender here;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient(builder -> builder.metrics(counted));
    two = clients.newClient();
    mails = clients.newClient().queue("mail", Mail.class);
    here = carrier().create(one, Sender.class);
  }

  private static List<NewItem<Mail>> mails(int count) {
    return IntStream.range(0, count).mapToObj(i -> NewItem.of(new Mail("ada", i))).toList();
  }

  private void awaitFinished(int count) {
    await().untilAsserted(() -> assertThat(mails.state().finished()).isEqualTo(count));
  }

  @Test
  void eachItemIsGivenOnceAndInOrder() {
    mails.putAll(mails(300));
    awaitFinished(300);
    assertThat(here.sent).isEqualTo(IntStream.range(0, 300).boxed().toList());
    assertThat(here.deliveries).extracting(Delivery::attempt).containsOnly(1);
  }

  @Test
  void itemsOfAGenericTypeArrive() {
    WorkQueue<List<Mail>> few =
        clients.newClient().queue("few", new io.zkwire.runtime.spi.TypeRef<List<Mail>>() {});
    few.put(List.of(new Mail("ada", 1), new Mail("bob", 2)));
    await().untilAsserted(() -> assertThat(here.sent).containsExactly(1, 2));
  }

  @Test
  void aFailingItemIsParkedAfterItsTriesAndTheNextOnesGoOn() {
    here.failing = true;
    mails.put(new Mail("ada", 1));
    await().until(() -> mails.state().parked() == 1);
    assertThat(here.deliveries).extracting(Delivery::attempt).containsExactly(1, 2, 3);
    here.failing = false;
    mails.put(new Mail("ada", 2));
    awaitFinished(1);
    assertThat(mails.parked().get(0).error()).contains("no route to ada");
    assertThat(mails.retry(mails.parked().get(0).id())).isTrue();
    awaitFinished(2);
    assertThat(here.sent).containsExactly(2, 1);
  }

  /** FAULTS F12: a claim is its session's, and a claim of the same name may be another one's. */
  @Test
  void whatASessionThatEndedHadInHandIsGivenAgainAndItsResultRefused() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch otherMayEnd = new CountDownLatch(1);
    here.mayEnd = mayEnd;
    mails.put(new Mail("ada", 7));
    here.entered.await();
    Sender there = carrier().create(two, Sender.class);
    there.mayEnd = otherMayEnd;
    faults.expireSession(one);
    there.entered.await();
    mayEnd.countDown(); // the first one ends, while the second one has the item
    await().untilAsserted(() -> assertThat(counted.of(LOST)).isEqualTo(1));
    assertThat(mails.state().items()).isEqualTo(1);
    assertThat(mails.state().claimed()).isEqualTo(1);
    assertThat(mails.state().finished()).isZero();
    otherMayEnd.countDown();
    awaitFinished(1);
    assertThat(there.deliveries).extracting(Delivery::attempt).containsExactly(2);
    assertThat(there.deliveries.get(0).id()).isEqualTo(here.deliveries.get(0).id());
    mails.putAll(mails(20)); // both go on
    awaitFinished(21);
    assertThat(mails.state().items()).isZero();
  }

  @Test
  void whatWasClaimedAheadByASessionThatEndedIsLeftToOthers() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    here.waitsAt = 60;
    here.mayEnd = mayEnd;
    mails.putAll(mails(200));
    here.entered.await();
    awaitFinished(60); // their ends are written
    Sender there = carrier().create(two, Sender.class);
    faults.expireSession(one);
    awaitFinished(200); // the one that still waits is done by the other, too
    await().until(() -> mails.state().consumers() == 2); // else it is not known who has done it
    mayEnd.countDown();
    await().untilAsserted(() -> assertThat(counted.of(LOST)).isEqualTo(1));
    assertThat(here.sent).doesNotContainAnyElementsOf(IntStream.range(61, 64).boxed().toList());
    assertThat(there.sent).doesNotHaveDuplicates().contains(60);
    assertThat(here.sent.size() + there.sent.size()).isEqualTo(201);
    assertThat(mails.state().claimed()).isZero();
  }

  @Test
  void aLostConnectionThatComesBackLosesAndRepeatsNothing() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    here.mayEnd = mayEnd;
    mails.put(new Mail("ada", 7));
    here.entered.await();
    faults.suspend(one);
    mayEnd.countDown(); // it ends while it cannot say so
    await().untilAsserted(() -> assertThat(here.sent).containsExactly(7));
    faults.resume(one);
    awaitFinished(1);
    mails.putAll(mails(20));
    awaitFinished(21);
    assertThat(here.deliveries).extracting(Delivery::attempt).containsOnly(1);
    assertThat(here.sent).hasSize(21);
  }

  @Test
  void deletedCoordinationNodesComeBackAndNothingIsLost() {
    mails.put(new Mail("ada", 1));
    awaitFinished(1);
    Stranger stranger = new Stranger(two, clients.chroot());
    for (String parent : List.of("consumers", "idle", "claims", "keys", "done")) {
      stranger.delete("/queues/mail/" + parent);
    }
    mails.put(NewItem.of(new Mail("ada", 2)).key("two"));
    await().untilAsserted(() -> assertThat(here.sent).containsExactly(1, 2));
    mails.put(new Mail("ada", 3));
    await().untilAsserted(() -> assertThat(here.sent).containsExactly(1, 2, 3));
    await().until(() -> mails.state().items() == 0 && mails.state().consumers() == 1);
  }

  @Test
  void fieldsHoldTheQueueAndItsLimit() {
    Writer writer = carrier().create(two, Writer.class);
    writer.mails.put(new Mail("ada", 1));
    awaitFinished(1);
    carrier().binding(one, here).close();
    for (int i = 0; i < 3; i++) {
      writer.few.put(List.of(new Mail("ada", i)));
    }
    assertThatThrownBy(() -> writer.few.put(List.of())).isInstanceOf(QueueFullException.class);
    assertThat(writer.few.name()).isEqualTo("few");
  }

  @Test
  void aClosedBindingTakesNothingMoreAndLeavesNoNode() {
    mails.put(new Mail("ada", 1));
    awaitFinished(1);
    carrier().binding(one, here).close();
    await().until(() -> mails.state().consumers() == 0);
    mails.put(new Mail("ada", 2));
    Sender there = carrier().create(two, Sender.class);
    await().untilAsserted(() -> assertThat(there.sent).containsExactly(2));
    assertThat(here.sent).containsExactly(1);
  }
}
