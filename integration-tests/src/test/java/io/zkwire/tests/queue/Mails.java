package io.zkwire.tests.queue;

import io.zkwire.BarrierBrokenException;
import io.zkwire.Delivery;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
import io.zkwire.annotation.ZkBarrier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes of the behaviour tests. */
public final class Mails {

  private Mails() {}

  /** An item. */
  public record Mail(String to, int number) {}

  /** One who puts. */
  public static class Writer {
    @Queue("mail")
    WorkQueue<Mail> mails;

    @Queue(value = "few", limit = 3)
    WorkQueue<List<Mail>> few;
  }

  /** One who takes. */
  public static class Sender {
    final List<Integer> sent = new CopyOnWriteArrayList<>();
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    volatile CountDownLatch entered = new CountDownLatch(1);
    volatile CountDownLatch mayEnd = new CountDownLatch(0);
    volatile boolean failing;
    volatile int waitsAt = -1;

    @QueueConsumer(value = "mail", retries = 2, retryDelay = "0s")
    private void send(Mail mail, Delivery delivery) throws InterruptedException {
      deliveries.add(delivery);
      if (waitsAt < 0 || waitsAt == mail.number()) {
        entered.countDown();
        mayEnd.await();
      }
      if (failing) {
        throw new IllegalStateException("no route to " + mail.to());
      }
      sent.add(mail.number());
    }

    @QueueConsumer("few")
    void sendAll(List<Mail> mails) {
      mails.forEach(mail -> sent.add(mail.number()));
    }
  }

  /** A party of a barrier. */
  public static class Step {
    final AtomicInteger inside = new AtomicInteger();
    volatile CountDownLatch mayEnd = new CountDownLatch(0);

    @ZkBarrier(value = "step", parties = 2, timeout = "20s", otherwise = Otherwise.THROW)
    public int step() throws InterruptedException {
      inside.incrementAndGet();
      mayEnd.await();
      return inside.get();
    }

    @ZkBarrier(value = "short", parties = 2, timeout = "300ms")
    public void skipping() {
      inside.incrementAndGet();
    }

    @ZkBarrier(value = "short", parties = 2, timeout = "300ms", otherwise = Otherwise.THROW)
    public void throwing() throws BarrierBrokenException {
      inside.incrementAndGet();
    }
  }
}
