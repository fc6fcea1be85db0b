package io.zkwire.runtime.queue;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has claimed of one queue, from the request to the end. Its state is guarded by
 * the lock of the {@link Taker}.
 */
final class Claiming {

  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  private final Taker taker;
  private final Session session;
  private final String name;
  private final Layout layout;
  private final Endings endings;
  private final Executor threads;
  private final Set<String> ours = new HashSet<>();
  private final Set<Claim> claims = new HashSet<>();
  private static final long AGAIN_MILLIS = 200;

  private final List<Claim> unsettled = new ArrayList<>();
  private final List<Attempt> unsure = new ArrayList<>();
  private CompletableFuture<@Nullable Void> quiet = CompletableFuture.completedFuture(null);

  /** A claim that was asked for. */
  private record Attempt(Candidate candidate, Consumer consumer, StoredItem tried, String token) {}

  Claiming(Taker taker, Session session, String name, Layout layout, Executor threads) {
    this.taker = taker;
    this.session = session;
    this.name = name;
    this.layout = layout;
    this.endings = new Endings(session, layout);
    this.threads = threads;
  }

  /** The name of the queue. */
  String queue() {
    return name;
  }

  Session session() {
    return session;
  }

  Layout layout() {
    return layout;
  }

  /** The ids of items that this process works on, or is about to. */
  Set<String> ours() {
    return ours;
  }

  /** Whether an item of a consumer is under way. */
  boolean any(Consumer consumer) {
    return claims.stream().anyMatch(claim -> claim.consumer() == consumer);
  }

  /** Whether the calling thread works for a consumer. */
  boolean runsHere(Consumer consumer) {
    return claims.stream().anyMatch(claim -> claim.consumer() == consumer && claim.runsHere());
  }

  /** Completes when nothing is under way. */
  CompletableFuture<@Nullable Void> quiet() {
    if (quiet.isDone() && !ours.isEmpty()) {
      quiet = new CompletableFuture<>();
    }
    return quiet;
  }

  /** The connection is back: says again, and asks, what got no answer. */
  void connected(boolean newSession) {
    sayAgain();
    List<Attempt> asked = List.copyOf(unsure);
    unsure.clear();
    asked.forEach(attempt -> lookAtClaim(attempt, newSession));
  }

  /** Claims an item for a consumer that has room for it. */
  void attempt(Candidate candidate, Consumer consumer) {
    StoredItem item = candidate.item();
    String wrong = item.unreadable();
    if (wrong == null && item.tries() > consumer.options().retries()) {
      wrong = item.error().isEmpty() ? "its consumers died, or lost their sessions" : item.error();
    }
    ours.add(candidate.name().id());
    if (wrong != null) {
      parkUnclaimed(candidate, wrong);
      return;
    }
    consumer.begin();
    String token = UUID.randomUUID().toString();
    claim(new Attempt(candidate, consumer, item.withTries(item.tries() + 1), token));
  }

  private void parkUnclaimed(Candidate candidate, String error) {
    StoredItem item = candidate.item().withError(error);
    session
        .requests()
        .multi(endings.parkedUnclaimed(candidate.name(), item, candidate.version()))
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                session.metrics().count("zkwire.queue.parked", 1);
                parked(item, error);
              }
              forget(candidate.name());
            });
  }

  private void forget(ItemName item) {
    synchronized (taker) {
      ours.remove(item.id());
      settleQuiet();
      taker.room(null);
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
    requests.multi(ops).whenComplete((done, e) -> claimed(attempt, e));
  }

  private void claimed(Attempt attempt, @Nullable Throwable e) {
    if (e == null) {
      begin(attempt);
    } else if (Failures.connectionLost(e)) {
      synchronized (taker) {
        unsure.add(attempt);
      }
    } else {
      missed(attempt, Failures.unwrap(e));
    }
  }

  private void begin(Attempt attempt) {
    session.metrics().count("zkwire.queue.taken", 1);
    Candidate candidate = attempt.candidate();
    Claim claim =
        new Claim(
            this, attempt.consumer(), candidate.name(), attempt.tried(), candidate.version() + 1);
    boolean wanted;
    synchronized (taker) {
      claims.add(claim);
      wanted = !attempt.consumer().closed() && !taker.paused();
    }
    if (!wanted) {
      claim.giveBack();
      return;
    }
    try {
      threads.execute(claim::run);
    } catch (RejectedExecutionException e) {
      claim.giveBack(); // closed in between
    }
  }

  private void missed(Attempt attempt, Throwable e) {
    session.metrics().count("zkwire.queue.missed", 1);
    boolean faster = e instanceof MultiFailed;
    synchronized (taker) {
      attempt.consumer().end();
      ours.remove(attempt.candidate().name().id());
      settleQuiet();
      if (faster) {
        taker.room(attempt.consumer());
      }
    }
    if (e instanceof MultiFailed multi
        && multi.index() == 0
        && multi.reason().code() == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(taker::sweep);
    } else if (!faster) {
      LOG.warn("{} could not claim in {}", session.label(), layout.root(), e);
      session.later(taker::sweep, 1, TimeUnit.SECONDS);
    }
  }

  /** Whether a claim was made whose answer was lost. */
  private void lookAtClaim(Attempt attempt, boolean newSession) {
    if (newSession) {
      missed(attempt, new IllegalStateException("its session is over"));
      return;
    }
    session
        .requests()
        .get(layout.claim(attempt.candidate().name()))
        .whenComplete(
            (node, e) -> {
              byte[] data = node == null ? null : node.data();
              if (e != null) {
                claimed(attempt, e);
              } else if (data != null
                  && new String(data, StandardCharsets.UTF_8).equals(attempt.token())) {
                begin(attempt);
              } else {
                missed(attempt, new IllegalStateException("it was not made"));
              }
            });
  }

  /** The handler has ended: there is room for another item while the end is being written. */
  void workEnded(Claim claim) {
    synchronized (taker) {
      claim.consumer().end();
      taker.room(claim.consumer());
    }
  }

  /** The end of a claim could not be written: the connection is lost. */
  void unsettled(Claim claim) {
    synchronized (taker) {
      unsettled.add(claim);
    }
    if (session.state() == SessionState.CONNECTED) { // the connection was quicker than the failure
      session.later(this::sayAgain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void sayAgain() {
    List<Claim> ended;
    synchronized (taker) {
      ended = List.copyOf(unsettled);
      unsettled.clear();
    }
    ended.forEach(Claim::again);
  }

  /** A claim is over, its item done, parked, or somebody else's. */
  void over(Claim claim) {
    synchronized (taker) {
      claims.remove(claim);
      ours.remove(claim.name().id());
      settleQuiet();
      if (claim.tryAgainAtOnce()) {
        taker.moreToDo();
      }
      taker.room(claim.consumer());
    }
  }

  private void settleQuiet() {
    if (ours.isEmpty()) {
      quiet.complete(null);
    }
  }

  /** An item was parked: told to those who read logs. */
  void parked(StoredItem item, String error) {
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.QUEUE_PARKED.message(
            "the item "
                + item.id()
                + " of the queue '"
                + name
                + "' is parked after "
                + item.tries()
                + " tries: "
                + Names.printable(error),
            "Look at parked(), mend what is wrong, then retry or drop it"));
  }
}
