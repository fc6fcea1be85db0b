package io.zkwire.runtime.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zkwire.ConsumerOptions;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An item that is claimed: one try of it, and how it ends. A claim belongs to its session; what a
 * handler did after that is refused. Thread-safe.
 */
final class Claim {

  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private final Claiming claiming;
  private final Session session;
  private final Layout layout;
  private final Endings endings;
  private final Consumer consumer;
  private final ItemName name;
  private final StoredItem item;
  private final int version;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final Object threadLock = new Object();
  private @Nullable Thread thread;
  private volatile boolean resent;
  private volatile Supplier<List<Op>> ending = List::of;
  private volatile String counter = "";

  /**
   * A claim that was made.
   *
   * @param item what its node holds since
   * @param version the version that its node has since
   */
  Claim(Claiming claiming, Consumer consumer, ItemName name, StoredItem item, int version) {
    this.claiming = claiming;
    this.session = claiming.session();
    this.layout = claiming.layout();
    this.endings = new Endings(session, layout);
    this.consumer = consumer;
    this.name = name;
    this.item = item;
    this.version = version;
  }

  ItemName name() {
    return name;
  }

  Consumer consumer() {
    return consumer;
  }

  /** Whether the calling thread is the one that works on it. */
  boolean runsHere() {
    synchronized (threadLock) {
      return thread == Thread.currentThread();
    }
  }

  /** Works on it, on a thread of the queues. */
  @SuppressWarnings("CatchingUnchecked") // a handler of the application may throw anything
  void run() {
    Duration visibility = consumer.options().visibility();
    Object value;
    try {
      value = item.value(consumer.type());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      park("it cannot be read as " + consumer.type() + ": " + e.getMessage());
      claiming.workEnded(this);
      return;
    }
    synchronized (threadLock) {
      thread = Thread.currentThread();
    }
    if (visibility != null) {
      session.later(this::tooLong, visibility.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      work(value);
      free();
      finish();
    } catch (Throwable e) {
      free();
      LOG.warn("{} {} failed with the item {}", session.label(), consumer.label(), item.id(), e);
      failed(e.toString());
    } finally {
      claiming.workEnded(this);
    }
  }

  private void work(Object value) throws Throwable {
    Passage work = session.work(ZkTracer.QUEUE, claiming.queue());
    try {
      consumer.work().handle(value, item.delivery(name.priority()));
    } catch (Throwable e) {
      work.accept(e);
      throw e;
    } finally {
      work.leave();
    }
  }

  /** From here on nobody interrupts the thread any more, and no interrupt is left. */
  private void free() {
    synchronized (threadLock) {
      thread = null;
    }
    Thread.interrupted();
  }

  private void tooLong() {
    if (settled.get()) {
      return;
    }
    synchronized (threadLock) {
      if (thread != null) {
        failed("it took longer than its visibility of " + consumer.options().visibility());
        thread.interrupt();
      }
    }
  }

  private void finish() {
    settle("zkwire.queue.finished", () -> endings.finished(name, item, version, true));
  }

  private void failed(String error) {
    session.metrics().count("zkwire.queue.failed", 1);
    ConsumerOptions options = consumer.options();
    if (item.tries() > options.retries()) {
      park(error);
      return;
    }
    StoredItem back = item.withError(error);
    settle(
        "zkwire.queue.returned",
        () -> endings.givenBack(name, back, version, options.retryDelay()));
  }

  private void park(String error) {
    if (settle("zkwire.queue.parked", () -> endings.parked(name, item.withError(error), version))) {
      claiming.parked(item, error);
    }
  }

  /** Its consumer is closed: it goes back as if it had not been tried. */
  void giveBack() {
    settle(
        "zkwire.queue.returned",
        () -> endings.givenBack(name, item.withTries(item.tries() - 1), version, Duration.ZERO));
    claiming.workEnded(this);
  }

  /** Whether the item stands at its place again, or did not end here, and may be taken at once. */
  boolean tryAgainAtOnce() {
    return !counter.endsWith("finished") && !counter.endsWith("parked");
  }

  /** Ends it; only the first of handler and time limit does. */
  private boolean settle(String counts, Supplier<List<Op>> by) {
    if (!settled.compareAndSet(false, true)) {
      return false;
    }
    ending = by;
    counter = counts;
    send();
    return true;
  }

  private void send() {
    session.requests().multi(ending.get()).whenComplete((done, e) -> sent(e));
  }

  private void sent(@Nullable Throwable e) {
    if (e == null) {
      over(counter);
    } else if (Failures.connectionLost(e)) {
      claiming.unsettled(this);
    } else if (Failures.unwrap(e) instanceof MultiFailed multi && multi.index() >= Endings.PROOF) {
      mend(multi);
    } else if (resent) {
      verify();
    } else {
      lost(Failures.unwrap(e));
    }
  }

  /** The proof held; something beside it is not there, or in the way. */
  private void mend(MultiFailed multi) {
    LOG.warn(
        "{} mends the queue {}: {}", session.label(), layout.root(), multi.reason().toString());
    Supplier<List<Op>> before = ending;
    if (counter.endsWith("finished")) {
      ending = () -> endings.finished(name, item, version, false);
    } else if (counter.endsWith("parked")) {
      ending = () -> endings.givenBack(name, item, version, Duration.ofMinutes(1));
      counter = "zkwire.queue.returned";
    } else {
      ending = before;
    }
    layout
        .ensure(session.requests())
        .whenComplete(
            (there, e) -> {
              if (e == null) {
                send();
              } else {
                claiming.unsettled(this);
              }
            });
  }

  /** The connection is back: says it again, by the same session or a new one. */
  void again() {
    resent = true;
    send();
  }

  /** What was sent before the connection was lost may have been made. */
  private void verify() {
    session
        .requests()
        .get(layout.item(name))
        .whenComplete(
            (node, e) -> {
              if (e != null && Failures.connectionLost(e)) {
                claiming.unsettled(this);
              } else if (e == null && node == null) {
                over(counter);
              } else {
                lost(e);
              }
            });
  }

  private void lost(@Nullable Throwable e) {
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.QUEUE_LOST.message(
            "the claim of the item "
                + item.id()
                + " in "
                + layout.root()
                + " no longer stood when "
                + consumer.label()
                + " had ended, so what it did is not counted: "
                + e,
            "The item is given again; let handlers compare Delivery.id"));
    over("zkwire.queue.lost");
  }

  private void over(String counts) {
    counter = counts;
    session.metrics().count(counts, 1);
    claiming.over(this);
  }
}
