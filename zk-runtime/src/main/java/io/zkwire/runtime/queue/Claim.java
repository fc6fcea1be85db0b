package io.zkwire.runtime.queue;

import io.zkwire.ConsumerOptions;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
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

  private static final long DENIED_SECONDS = 5;
  private static final long MEND_MILLIS = 50;

  private final Claiming claiming;
  private final Session session;
  private final Layout layout;
  private final Endings endings;
  private final Consumer consumer;
  private final ItemName name;
  private final StoredItem item;
  private final int version;
  private final String token;
  private final long made;
  private final long epoch;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final Object threadLock = new Object();
  private @Nullable Thread thread;
  private @Nullable ScheduledFuture<?> limit;
  private volatile Duration rest = Duration.ZERO;
  private volatile boolean resent;
  private volatile boolean begun;
  private volatile boolean letGo;
  private volatile Supplier<List<Op>> ending = List::of;
  private volatile String counter = "";

  /**
   * A claim that was made.
   *
   * @param item what its node holds since
   * @param version the version that its node has since
   * @param token what the node of the claim holds
   */
  Claim(
      Claiming claiming,
      Consumer consumer,
      ItemName name,
      StoredItem item,
      int version,
      String token) {
    this.claiming = claiming;
    this.session = claiming.session();
    this.layout = claiming.layout();
    this.endings = claiming.endings();
    this.consumer = consumer;
    this.name = name;
    this.item = item;
    this.version = version;
    this.token = token;
    this.made = session.options().clock().nanoTime();
    this.epoch = session.epoch();
  }

  /** When it was made, by the monotonic clock. */
  long made() {
    return made;
  }

  /** Which session it was made in, as far as this process had noticed. */
  long epoch() {
    return epoch;
  }

  /** Whether the item was tried before this. */
  boolean triedBefore() {
    return item.tries() > 1;
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

  /**
   * Works on it, on a thread of the queues; whatever happens, it ends. The end is sent with what
   * follows it.
   */
  void run() {
    begun = true;
    try {
      Object value = read();
      if (value != null) {
        handle(value);
      }
    } finally {
      if (!settled.get()) {
        failed("it could not be told what came of it");
      }
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a reader of the application may throw anything
  private @Nullable Object read() {
    try {
      return item.value(consumer.type());
    } catch (Throwable e) {
      park("it cannot be read as " + consumer.type() + ": " + shown(e));
      return null;
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a handler of the application may throw anything
  private void handle(Object value) {
    Duration visibility = consumer.options().visibility();
    synchronized (threadLock) {
      thread = Thread.currentThread();
    }
    if (visibility != null) {
      limit = session.later(this::tooLong, visibility.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      work(value);
      free();
      finish();
    } catch (Throwable e) {
      free();
      String error = shown(e);
      failed(error);
      log(e, error);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a log shows what the application throws, as it can
  private void log(Throwable e, String error) {
    try {
      LOG.warn("{} {} failed with the item {}", session.label(), consumer.label(), id(), e);
    } catch (Throwable broken) {
      LOG.warn("{} {} failed with the item {}: {}", session.label(), consumer.label(), id(), error);
    }
  }

  private String id() {
    return Names.printable(item.id());
  }

  /** An exception of the application in words, even one that cannot be shown. */
  @SuppressWarnings("CatchingUnchecked") // it is the application's
  private static String shown(Throwable e) {
    try {
      return e.toString();
    } catch (Throwable broken) {
      return e.getClass().getName();
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
    ScheduledFuture<?> timer = limit;
    if (timer != null) {
      timer.cancel(false); // it would keep the item until then
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
    claiming.flush();
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
    rest = options.retryDelay();
    settle("zkwire.queue.returned", () -> endings.givenBack(name, back, version, rest));
  }

  private void park(String error) {
    if (settle("zkwire.queue.parked", () -> endings.parked(name, item.withError(error), version))) {
      claiming.parked(item, error);
    }
  }

  /** Whether nothing else is claimed before it is back at its place. */
  boolean isAwaited() {
    return letGo;
  }

  /** From here on it is not waited for. */
  void letOthersPass() {
    letGo = false;
  }

  /** Nobody here has time for it: it goes back as if it had not been tried. */
  void giveBack() {
    letGo = true;
    settle(
        "zkwire.queue.returned",
        () -> endings.givenBack(name, item.withTries(item.tries() - 1), version, Duration.ZERO));
    claiming.flush();
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
    claiming.join(ending.get()).whenComplete((done, e) -> sent(e));
  }

  private void sendNow() {
    send();
    claiming.flush();
  }

  private void sent(@Nullable Throwable e) {
    if (e == null) {
      claiming.troubles().mended("end");
      if (counter.endsWith("returned") && !rest.isZero()) {
        claiming.rests(rest);
      }
      over(counter);
    } else if (Failures.connectionLost(e)) {
      claiming.unsettled(this);
    } else if (Failures.unwrap(e) instanceof MultiFailed multi
        && (multi.index() >= Endings.PROOF || Failures.denied(multi.reason().code()))) {
      mend(multi);
    } else if (resent) {
      verify();
    } else {
      lost(Failures.unwrap(e));
    }
  }

  /** The proof held; something beside it is not there, or in the way. */
  private void mend(MultiFailed multi) {
    if (denied(multi)) {
      claiming.notAwaited(this);
      session.later(this::sendNow, DENIED_SECONDS, TimeUnit.SECONDS);
      return;
    }
    LOG.warn(
        "{} mends the queue {}: {}", session.label(), layout.root(), multi.reason().toString());
    Supplier<List<Op>> before = ending;
    if (counter.endsWith("finished")) {
      boolean withKey = multi.index() == Endings.PROOF; // else it is the key that is gone
      ending = () -> endings.finished(name, item, version, withKey);
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
                session.later(this::sendNow, MEND_MILLIS, TimeUnit.MILLISECONDS);
              } else {
                claiming.unsettled(this);
              }
            });
  }

  /** Whether an ACL refuses its end, which is told. */
  private boolean denied(MultiFailed multi) {
    if (counter.endsWith("finished") && multi.index() >= Endings.PROOF) {
      return multi.index() == Endings.PROOF
          ? claiming.troubles().denied(multi, "end", layout.done(), "WRITE")
          : claiming.troubles().denied(multi, "end", layout.root() + "/keys", "DELETE");
    }
    if (multi.index() == 1 && counter.endsWith("returned") && rest.isZero()) {
      return claiming.troubles().denied(multi, "end", layout.item(name), "WRITE");
    }
    if (multi.index() < Endings.PROOF) {
      String gone = multi.index() == 0 ? layout.claims() : layout.items(name.priority());
      return claiming.troubles().denied(multi, "end", gone, "DELETE");
    }
    String parent = counter.endsWith("parked") ? layout.parked() : layout.items(name.priority());
    return claiming.troubles().denied(multi, "end", parent, "CREATE");
  }

  /** The connection is back: says it again, by the same session or a new one. */
  void again() {
    resent = true;
    sendNow();
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
    if (!begun) {
      release("zkwire.queue.returned"); // nothing was done, and it stands for others
      return;
    }
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.QUEUE_LOST.message(
            "the claim of the item "
                + id()
                + " in "
                + layout.root()
                + " no longer stood when "
                + consumer.label()
                + " had ended, so what it did is not counted: "
                + e,
            "The item is given again; let handlers compare Delivery.id"));
    release("zkwire.queue.lost");
  }

  /** The item was written or moved by somebody: a claim of ours that stands would block it. */
  private void release(String counts) {
    session
        .requests()
        .get(layout.claim(name))
        .whenComplete(
            (node, e) -> {
              if (e != null && Failures.connectionLost(e)) {
                claiming.unsettled(this);
                return;
              }
              deleteOurs(node);
              over(counts);
            });
  }

  private void deleteOurs(Requests.@Nullable Node claim) {
    if (claim != null && claiming.isOurs(claim, token)) {
      Deletes.ours(session, layout.claim(name));
    }
  }

  /** Its process takes nothing any more, and the session goes on: others get the item. */
  void abandon() {
    session
        .requests()
        .multi(endings.abandoned(name, version))
        .whenComplete(
            (done, e) -> {
              if (e != null) { // the item was written: only what stands there tells whose it is
                session.requests().get(layout.claim(name)).thenAccept(this::deleteOurs);
              }
            });
  }

  private void over(String counts) {
    counter = counts;
    session.metrics().count(counts, 1);
    claiming.over(this);
  }
}
