package io.zkwire.runtime.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for claims of items, until it is known whether they were made. Its state is guarded by the
 * lock of the {@link Taker}.
 */
final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final long DENIED_SECONDS = 5;
  private static final long AGAIN_MILLIS = 200;

  private final Taker taker;
  private final Claiming claiming;
  private final Hands hands;
  private final Session session;
  private final Layout layout;
  private final List<Attempt> unsure = new ArrayList<>();

  Attempts(Taker taker, Claiming claiming, Hands hands) {
    this.taker = taker;
    this.claiming = claiming;
    this.hands = hands;
    this.session = claiming.session();
    this.layout = claiming.layout();
  }

  /** The connection is back: asks what has become of those that got no answer. */
  void connected() {
    List<Attempt> asked;
    synchronized (taker) {
      asked = List.copyOf(unsure);
      unsure.clear();
    }
    asked.forEach(this::lookAtClaim);
  }

  /** Claims an item for a consumer that has room for it. */
  void begin(Candidate candidate, Consumer consumer) {
    StoredItem item = candidate.item();
    String wrong = item.unreadable();
    if (wrong == null && item.tries() > consumer.options().retries()) {
      wrong = item.error().isEmpty() ? "its consumers died, or lost their sessions" : item.error();
    }
    claiming.asks(candidate.name());
    if (wrong != null) {
      parkUnclaimed(candidate, wrong);
      return;
    }
    consumer.asks(item.tries() > 0);
    String token = UUID.randomUUID().toString();
    claim(new Attempt(candidate, consumer, item.tried(token), token, consumer.round()));
  }

  private void parkUnclaimed(Candidate candidate, String error) {
    StoredItem item = candidate.item().withError(error);
    List<Op> ops = claiming.endings().parkedUnclaimed(candidate.name(), item, candidate.version());
    session
        .requests()
        .multi(ops)
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                session.metrics().count("zkwire.queue.parked", 1);
                claiming.parked(item, error);
              }
              forget(
                  candidate.name(),
                  e != null
                      && Failures.unwrap(e) instanceof MultiFailed multi
                      && refused(multi, ops));
            });
  }

  private void forget(ItemName item, boolean denied) {
    synchronized (taker) {
      claiming.forget(item);
      if (!denied) {
        taker.room(null);
      }
    }
    if (denied) {
      session.later(taker::sweep, DENIED_SECONDS, SECONDS);
    }
  }

  private void claim(Attempt attempt) {
    Requests requests = session.requests();
    ItemName item = attempt.candidate().name();
    byte[] token = attempt.token().getBytes(StandardCharsets.UTF_8);
    List<Op> ops =
        List.of(
            requests.create(layout.claim(item), token, CreateMode.EPHEMERAL),
            requests.set(
                layout.item(item), attempt.tried().bytes(), attempt.candidate().version()));
    claiming.join(ops).whenComplete((done, e) -> claimed(attempt, ops, e));
  }

  private void claimed(Attempt attempt, List<Op> ops, @Nullable Throwable e) {
    if (e == null) {
      made(attempt);
    } else if (Failures.connectionLost(e)) {
      unsure(attempt);
    } else {
      Throwable why = Failures.unwrap(e);
      missed(attempt, why, why instanceof MultiFailed multi && !refused(multi, ops));
    }
  }

  private void unsure(Attempt attempt) {
    synchronized (taker) {
      unsure.add(attempt);
    }
    if (session.state() == SessionState.CONNECTED) { // the connection was quicker than the failure
      session.later(this::connected, AGAIN_MILLIS, MILLISECONDS);
    }
  }

  private void made(Attempt attempt) {
    claiming.troubles().mended("claim");
    session.metrics().count("zkwire.queue.taken", 1);
    hands.take(attempt);
  }

  /**
   * It was not had.
   *
   * @param faster whether another was faster, and there may be more to have
   */
  private void missed(Attempt attempt, Throwable e, boolean faster) {
    session.metrics().count("zkwire.queue.missed", 1);
    synchronized (taker) {
      attempt.consumer().missed(attempt.triedBefore());
      claiming.forget(attempt.candidate().name());
      taker.left(attempt.consumer());
      if (faster) {
        taker.room(attempt.consumer());
      }
    }
    if (!faster) {
      LOG.debug("{} could not claim in {}", session.label(), layout.root(), e);
      session.later(taker::sweep, e instanceof MultiFailed ? DENIED_SECONDS : 1, SECONDS);
    }
  }

  /** Whether an ACL refused what was tried; it is told, and tried again after a rest. */
  private boolean refused(MultiFailed multi, List<Op> ops) {
    boolean denied = claiming.troubles().denied(multi, "claim", ops);
    if (!denied && multi.index() == 0 && multi.reason().code() == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(taker::sweep);
    }
    return denied;
  }

  /**
   * Whether a claim was made whose answer was lost. It may have been made by the session that
   * stands now even where that is new: it is asked for as soon as there is room, before others are
   * told. One that was made in a session that is over was no try.
   */
  private void lookAtClaim(Attempt attempt) {
    session
        .requests()
        .get(layout.claim(attempt.candidate().name()))
        .whenComplete(
            (node, e) -> {
              if (e != null && Failures.connectionLost(e)) {
                unsure(attempt);
              } else if (e != null) {
                missed(attempt, Failures.unwrap(e), false);
              } else if (node != null && claiming.isOurs(node, attempt.token())) {
                made(attempt);
              } else {
                takeBack(attempt);
              }
            });
  }

  private void takeBack(Attempt attempt) {
    int version = attempt.candidate().version() + 1;
    claiming
        .untried()
        .takeBack(attempt.candidate().name(), attempt.tried(), version)
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                missed(attempt, new IllegalStateException("it was not made, or is over"), false);
              } else {
                unsure(attempt);
              }
            });
  }
}
