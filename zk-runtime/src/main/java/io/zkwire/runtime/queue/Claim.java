package io.zkwire.runtime.queue;

import io.zkwire.ConsumerOptions;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
  private static final Duration UNPARKED_REST = Duration.ofMinutes(1);

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
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private volatile @Nullable Call call;
  private volatile boolean resent;
  private volatile boolean letGo;

  /**
   * How it ends, and by what, which is asked for each time that it is sent.
   *
   * @param rest as long the item is left alone afterwards
   */
  private record Ending(End end, Duration rest, Supplier<List<Op>> ops) {

    Ending(End end, Supplier<List<Op>> ops) {
      this(end, Duration.ZERO, ops);
    }
  }

  /** A claim that was made. */
  Claim(Claiming claiming, Attempt attempt) {
    this.claiming = claiming;
    this.session = claiming.session();
    this.layout = claiming.layout();
    this.endings = claiming.endings();
    this.consumer = attempt.consumer();
    this.name = attempt.candidate().name();
    this.item = attempt.tried();
    this.version = attempt.candidate().version() + 1;
    this.token = attempt.token();
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

  /** What messages call the item. */
  String id() {
    return Names.printable(item.id());
  }

  /** Whether the calling thread is the one that works on it. */
  boolean runsHere() {
    Call present = call;
    return present != null && present.runsHere();
  }

  /**
   * Works on it, on a thread of the queues; whatever happens, it ends. The end is sent with what
   * follows it.
   */
  void run() {
    Call now = new Call(session, claiming.queue(), this, item);
    call = now;
    now.run();
  }

  /** Whether it is known how it ends. */
  boolean isSettled() {
    return ending.get() != null;
  }

  void finish() {
    settle(new Ending(End.FINISHED, () -> endings.finished(name, item, version, true)));
  }

  void failed(String error) {
    session.metrics().count("zkwire.queue.failed", 1);
    ConsumerOptions options = consumer.options();
    if (item.tries() > options.retries()) {
      park(error);
      return;
    }
    settle(returned(item.withError(error), options.retryDelay()));
  }

  private Ending returned(StoredItem back, Duration rest) {
    return new Ending(End.RETURNED, rest, () -> endings.givenBack(name, back, version, rest));
  }

  void park(String error) {
    StoredItem last = item.withError(error);
    if (settle(new Ending(End.PARKED, () -> endings.parked(name, last, version)))) {
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
    settle(returned(item.untried(), Duration.ZERO));
    flush();
  }

  /** Ends it; only the first of handler and time limit does. */
  private boolean settle(Ending how) {
    if (!ending.compareAndSet(null, how)) {
      return false;
    }
    send(how);
    return true;
  }

  private void send(Ending how) {
    List<Op> ops = how.ops().get();
    claiming.join(ops).whenComplete((done, e) -> sent(how, ops, e));
  }

  /** Sends its end, and what waits to be sent with it. */
  private void sendNow(Ending how) {
    send(how);
    flush();
  }

  void flush() {
    claiming.flush();
  }

  private void sent(Ending how, List<Op> ops, @Nullable Throwable e) {
    if (e == null) {
      claiming.troubles().mended("end");
      if (!how.rest().isZero()) {
        claiming.rests(how.rest());
      }
      over(how.end());
    } else if (Failures.connectionLost(e)) {
      claiming.unsettled(this);
    } else if (Failures.unwrap(e) instanceof MultiFailed multi
        && (multi.index() >= Endings.PROOF || Failures.denied(multi.reason().code()))) {
      mend(how, ops, multi);
    } else if (resent) {
      verify(how);
    } else {
      lost(Failures.unwrap(e));
    }
  }

  /** The proof held; something beside it is not there, or in the way. */
  private void mend(Ending how, List<Op> ops, MultiFailed multi) {
    if (claiming.troubles().denied(multi, "end", ops)) {
      claiming.notAwaited(this);
      session.later(() -> sendNow(how), DENIED_SECONDS, TimeUnit.SECONDS);
      return;
    }
    LOG.warn(
        "{} mends the queue {}: {}", session.label(), layout.root(), multi.reason().toString());
    Ending mended =
        switch (how.end()) {
          case FINISHED -> {
            boolean withKey = multi.index() == Endings.PROOF; // else it is the key that is gone
            yield new Ending(End.FINISHED, () -> endings.finished(name, item, version, withKey));
          }
          case PARKED -> returned(item, UNPARKED_REST);
          case RETURNED, LOST -> how;
        };
    ending.set(mended);
    layout
        .ensure(session.requests())
        .whenComplete(
            (there, e) -> {
              if (e == null) {
                session.later(() -> sendNow(mended), MEND_MILLIS, TimeUnit.MILLISECONDS);
              } else {
                claiming.unsettled(this);
              }
            });
  }

  /** The connection is back: says it again, by the same session or a new one. */
  void again() {
    resent = true;
    Ending how = ending.get();
    if (how != null) {
      sendNow(how);
    }
  }

  /** What was sent before the connection was lost may have been made. */
  private void verify(Ending how) {
    session
        .requests()
        .get(layout.item(name))
        .whenComplete(
            (node, e) -> {
              if (e != null && Failures.connectionLost(e)) {
                claiming.unsettled(this);
              } else if (e == null && node == null) {
                over(how.end());
              } else {
                lost(e);
              }
            });
  }

  private void lost(@Nullable Throwable e) {
    if (call == null) {
      takeBack(); // nothing was done, and it stands for others
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
    release(End.LOST);
  }

  /** Where the claim has gone with its session, the item need not count it as a try. */
  private void takeBack() {
    claiming
        .untried()
        .takeBack(name, item, version)
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                release(End.RETURNED);
              } else {
                claiming.unsettled(this);
              }
            });
  }

  /** The item was written or moved by somebody: a claim of ours that stands would block it. */
  private void release(End end) {
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
              over(end);
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

  private void over(End end) {
    session.metrics().count(end.counter(), 1);
    claiming.over(this, end);
  }
}
