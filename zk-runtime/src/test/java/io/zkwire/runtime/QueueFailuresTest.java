package io.zkwire.runtime;

import static io.zkwire.runtime.Mail.mail;
import static io.zkwire.runtime.Mail.mails;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** Queues whose items or handlers are not as they should be. */
class QueueFailuresTest extends QueueCase {

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
    mails.put(mail(1).key("k"));
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
    assertThat(mails.put(mail(2).key("k"))).isTrue();
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
    mails.putAll(mails(100));
    await().until(() -> mails.state().finished() == 90 && mails.state().parked() == 10);
    assertThat(children("/claims")).isEmpty();
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
    mails.putAll(mails(120));
    await().until(() -> mails.state().finished() == 120);
    await()
        .untilAsserted(() -> assertThat(instances("io.zkwire.runtime.queue.Claim")).isLessThan(20));
  }

  /** When somebody last became idle, or was woken. */
  private long lastIdle() throws Exception {
    return stranger.checkExists().forPath(ROOT + "/idle").getPzxid();
  }

  /** Waits until all are idle, so many of them again since then. */
  private void awaitIdleAgain(int again, long since, int consumers) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              int all = 0;
              int late = 0;
              for (String each : children("/idle")) {
                Stat stat = stranger.checkExists().forPath(ROOT + "/idle/" + each);
                all += stat == null ? 0 : 1;
                late += stat == null || stat.getCzxid() <= since ? 0 : 1;
              }
              return all == consumers && late >= again;
            });
  }

  /** As whoever puts does; the first by name is left to keep the time of what is delayed. */
  private int wakeAllButTheFirst() throws Exception {
    int woken = 0;
    for (String each : children("/idle").stream().sorted().skip(1).toList()) {
      try {
        stranger.delete().forPath(ROOT + "/idle/" + each);
        woken++;
      } catch (NoNodeException e) {
        continue; // it is at work
      }
    }
    return woken;
  }

  /**
   * One item after the other, since of two that are due at once the second rightly wakes another.
   * Where a busy machine lets one be due before all have looked, it says nothing, and the next one
   * has more time.
   */
  @Test
  void aDelayedItemWakesFew() throws Exception {
    int consumers = 12;
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < consumers; i++) {
      server
          .open()
          .queue("mail", Mail.class)
          .consume(AT_ONCE, (mail, delivery) -> calls.incrementAndGet());
    }
    awaitIdle(consumers);
    long since = lastIdle();
    mails.put(mail(0).delayed(Duration.ofHours(1))); // stands all the time
    awaitIdleAgain(1, since, consumers);
    long begun = System.nanoTime();
    long millis = 300;
    long looks = 0;
    int delayed = 6;
    int counts = 0;
    for (int i = 1; counts < delayed; i++) {
      long before = counted.of("zkwire.queue.looks");
      long due = System.currentTimeMillis() + millis; // or a little later
      since = lastIdle();
      mails.put(mail(i).delayed(Duration.ofMillis(millis)));
      awaitIdleAgain(1, since, consumers);
      since = lastIdle();
      // They look while it stands, and leave its time to the first.
      int woken = wakeAllButTheFirst();
      awaitIdleAgain(woken, since, consumers);
      boolean haveLooked = woken == consumers - 1 && System.currentTimeMillis() < due;
      int done = i;
      await().pollInterval(Duration.ofMillis(10)).until(() -> calls.get() == done);
      awaitIdle(consumers);
      if (haveLooked) {
        long ofThoseWoken = woken * 2L; // when woken, and when idle again
        looks += counted.of("zkwire.queue.looks") - before - ofThoseWoken;
        counts++;
      } else {
        millis *= 2;
      }
    }
    long ofTheSteward = Duration.ofNanos(System.nanoTime() - begun).toSeconds() / 2 + 1;
    assertThat(looks - ofTheSteward).isLessThan(delayed * 5L);
  }

  @Test
  void theLimitIsCheckedAgainstWhatStandsNow() {
    WorkQueue<Mail> small = mails.limitedTo(20);
    small.put(new Mail("ada", 0));
    WorkQueue<Mail> others = two.queue("mail", Mail.class);
    others.putAll(mails(15));
    long since = System.nanoTime();
    await().until(() -> System.nanoTime() - since > 1_500_000_000L);
    List<NewItem<Mail>> burst = mails(19);
    assertThatThrownBy(() -> small.putAll(burst)).isInstanceOf(QueueFullException.class);
    assertThat(mails.state().items()).isEqualTo(16);
    assertThat(small.putAll(burst.subList(0, 4))).isEqualTo(4);
  }
}
