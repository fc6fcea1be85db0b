package io.zkwire.runtime;

import static io.zkwire.runtime.Mail.mail;
import static io.zkwire.runtime.Mail.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;

/** Queues whose nodes others write, move or delete, and what is left of nodes at the end. */
class QueueNodesTest extends QueueCase {

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

  /** Found between the look and the read: another claims it, and works on its last try. */
  @Test
  void anItemThatAnotherHasClaimedIsNotParked() {
    two.queue("mail", Mail.class).consume(AT_ONCE.retries(0), (mail, delivery) -> {});
    awaitIdle(1);
    List<String> claimed = new ArrayList<>();
    WorkQueue<Mail> elsewhere = server.openUncounted().queue("mail", Mail.class);
    counted.arm(2, () -> claimed.add(claim())); // before it reads what it has seen
    elsewhere.put(new Mail("ada", 1));
    await().until(() -> !claimed.isEmpty());
    await()
        .during(Duration.ofSeconds(3)) // the steward looks again
        .atMost(Duration.ofSeconds(10))
        .until(() -> mails.state().items() == 1 && mails.state().parked() == 0);
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
    mails.putAll(mails(400));
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

  /** One on the client of somebody else, who works on an item until it may end. */
  private ZkWire guestAtWork(CountDownLatch mayEnd) throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
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
    return guest;
  }

  @Test
  void closingOnAClientOfSomebodyElseLeavesNoClaim() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    ZkWire guest = guestAtWork(mayEnd);
    guest.close();
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> stranger.getChildren().forPath("/queues/guest/claims").isEmpty());
    assertThat(stranger.getChildren().forPath("/queues/guest/consumers")).isEmpty();
    mayEnd.countDown();
  }

  @Test
  void closingOnAClientOfSomebodyElseLeavesTheClaimsOfOthers() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    ZkWire guest = guestAtWork(mayEnd);
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
    mails.put(mail(1).key("k"));
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
    assertThat(mails.put(mail(2).key("k"))).isTrue();
  }
}
