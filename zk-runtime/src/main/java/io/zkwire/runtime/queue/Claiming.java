package io.zkwire.runtime.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Joined;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
  private static final long AGAIN_MILLIS = 200;
  private static final long DENIED_SECONDS = 5;
  private static final List<String> CLAIMING = List.of("made", "item");
  private static final List<String> PARKING = List.of("made", "deleted", "gone", "parked");

  /** As long an item may wait in the hand of one who claimed it ahead; then it is given back. */
  private static final long IN_HAND_MILLIS = 100;

  private final Taker taker;
  private final Session session;
  private final String name;
  private final Layout layout;
  private final Endings endings;
  private final Joined joined;
  private final Executor threads;
  private final Set<String> ours = new HashSet<>();
  private final Set<Claim> claims = new HashSet<>();
  private final List<Claim> unsettled = new ArrayList<>();
  private final List<Attempt> unsure = new ArrayList<>();
  private int returning;
  private CompletableFuture<@Nullable Void> quiet = CompletableFuture.completedFuture(null);

  /** A claim that was asked for. */
  private record Attempt(
      Candidate candidate, Consumer consumer, StoredItem tried, String token, int round) {
    boolean triedBefore() {
      return candidate.item().tries() > 0;
    }
  }

  Claiming(Taker taker, Session session, String name, Layout layout, Executor threads) {
    this.taker = taker;
    this.session = session;
    this.name = name;
    this.layout = layout;
    this.endings = new Endings(session, layout);
    this.joined = new Joined(session);
    this.threads = threads;
  }

  /** The name of the queue. */
  String queue() {
    return name;
  }

  Session session() {
    return session;
  }

  Troubles troubles() {
    return taker.troubles();
  }

  Layout layout() {
    return layout;
  }

  Endings endings() {
    return endings;
  }

  /** Takes a transaction, which {@link #flush} sends. */
  CompletableFuture<@Nullable Void> join(List<Op> ops) {
    return joined.add(ops);
  }

  /** Sends what was joined. */
  void flush() {
    joined.flush();
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
    taker.crew().forEach(newSession ? this::giveBackHand : this::goOn);
    sayAgain();
    List<Attempt> asked = List.copyOf(unsure);
    unsure.clear();
    asked.forEach(this::lookAtClaim);
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
    consumer.asks(item.tries() > 0);
    String token = UUID.randomUUID().toString();
    StoredItem tried = item.withTries(item.tries() + 1);
    claim(new Attempt(candidate, consumer, tried, token, consumer.round()));
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
              forget(
                  candidate.name(),
                  e != null
                      && Failures.unwrap(e) instanceof MultiFailed multi
                      && refused(multi, PARKING.get(multi.index())));
            });
  }

  private void forget(ItemName item, boolean denied) {
    synchronized (taker) {
      ours.remove(item.id());
      settleQuiet();
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
    joined.add(ops).whenComplete((done, e) -> claimed(attempt, e));
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
    taker.troubles().mended("claim");
    session.metrics().count("zkwire.queue.taken", 1);
    Candidate candidate = attempt.candidate();
    Claim claim =
        new Claim(
            this,
            attempt.consumer(),
            candidate.name(),
            attempt.tried(),
            candidate.version() + 1,
            attempt.token());
    boolean wanted;
    boolean begins;
    synchronized (taker) {
      claims.add(claim);
      wanted =
          !attempt.consumer().closed()
              && !taker.paused()
              && attempt.consumer().round() == attempt.round();
      begins = attempt.consumer().takes(claim) && wanted;
      if (wanted && !begins) {
        watchHand(attempt.consumer());
      } else if (!wanted) {
        attempt.consumer().letGoOf(claim);
        returning++;
      }
    }
    if (begins) {
      execute(claim);
    } else if (!wanted) {
      claim.giveBack();
    }
  }

  private void execute(Claim claim) {
    try {
      threads.execute(() -> work(claim));
    } catch (RejectedExecutionException e) {
      // closed, or there are too many: then it is not taken at once again
      if (session.later(() -> putBack(claim), AGAIN_MILLIS, MILLISECONDS) == null) {
        putBack(claim);
      }
    }
  }

  private void putBack(Claim claim) {
    synchronized (taker) {
      claim.consumer().letGoOf(claim);
      returning++;
    }
    claim.giveBack();
  }

  /** Works on one item after the other, as long as the hand holds any. */
  @SuppressWarnings("CatchingUnchecked") // the rest of the hand must not be left lying
  private void work(Claim first) {
    Claim claim = first;
    while (claim != null) {
      long begun = now();
      try {
        claim.run();
      } catch (Throwable e) {
        LOG.warn("{} {} could not work", session.label(), claim.consumer().label(), e);
      }
      claim = ended(claim, now() - begun);
    }
  }

  /** The handler has ended: there is room for another item while the end is being written. */
  private @Nullable Claim ended(Claim claim, long nanos) {
    Consumer consumer = claim.consumer();
    synchronized (taker) {
      consumer.ended(claim.triedBefore(), nanos);
      Claim next = next(consumer);
      taker.room(consumer);
      return next;
    }
  }

  /** The next item in hand; none where it cannot be known whether its claim stands. */
  private @Nullable Claim next(Consumer consumer) {
    if (session.state() != SessionState.CONNECTED) {
      return null;
    }
    long now = now();
    if (now - consumer.oldest(now) > session.negotiatedTimeout().toNanos() / 3
        || consumer.holdsOfBefore(session.epoch())) {
      giveBackHand(consumer); // this process was frozen, perhaps, or the session is over
    }
    return consumer.next();
  }

  /** The connection is back, in the same session. */
  private void goOn(Consumer consumer) {
    for (Claim claim = next(consumer); claim != null; claim = next(consumer)) {
      execute(claim);
    }
  }

  private void watchHand(Consumer consumer) {
    if (consumer.beginsWatch()) {
      session.later(() -> handWatched(consumer), IN_HAND_MILLIS, MILLISECONDS);
    }
  }

  private void handWatched(Consumer consumer) {
    synchronized (taker) {
      consumer.endsWatch();
      long now = now();
      if (now - consumer.oldest(now) >= MILLISECONDS.toNanos(IN_HAND_MILLIS)) {
        giveBackHand(consumer);
      } else if (consumer.hasInHand()) {
        watchHand(consumer);
      }
    }
  }

  /**
   * Gives back what a consumer has not begun. Nothing else is claimed before it stands at its place
   * again, so that nothing overtakes it.
   */
  void giveBackHand(Consumer consumer) {
    List<Claim> all = consumer.letGo();
    if (!all.isEmpty()) {
      returning += all.size();
      taker.forgetCandidates();
      all.forEach(Claim::giveBack);
    }
  }

  /** Whether something is on its way back to its place. */
  boolean isReturning() {
    return returning > 0;
  }

  private long now() {
    return session.options().clock().nanoTime();
  }

  /** Whether an ACL refused what was tried; it is told, and tried again after a rest. */
  private boolean refused(MultiFailed multi, String node) {
    Troubles troubles = taker.troubles();
    boolean denied =
        switch (node) {
          case "made" -> troubles.denied(multi, "claim", layout.claims(), "CREATE");
          case "deleted" -> troubles.denied(multi, "claim", layout.claims(), "DELETE");
          case "item" -> troubles.denied(multi, "claim", layout.root() + "/items", "WRITE");
          case "gone" -> troubles.denied(multi, "claim", layout.root() + "/items", "DELETE");
          default -> troubles.denied(multi, "claim", layout.parked(), "CREATE");
        };
    if (!denied && multi.index() == 0 && multi.reason().code() == Code.NONODE) {
      layout.ensure(session.requests()).thenRun(taker::sweep);
    }
    return denied;
  }

  private void missed(Attempt attempt, Throwable e) {
    session.metrics().count("zkwire.queue.missed", 1);
    boolean faster = e instanceof MultiFailed multi && !refused(multi, CLAIMING.get(multi.index()));
    synchronized (taker) {
      attempt.consumer().missed(attempt.triedBefore());
      ours.remove(attempt.candidate().name().id());
      settleQuiet();
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

  /**
   * Whether a claim was made whose answer was lost. It may have been made by the session that
   * stands now even where that is new: it is asked for as soon as there is room, before others are
   * told.
   */
  private void lookAtClaim(Attempt attempt) {
    session
        .requests()
        .get(layout.claim(attempt.candidate().name()))
        .whenComplete(
            (node, e) -> {
              if (e != null) {
                claimed(attempt, e);
              } else if (node != null && isOurs(node, attempt.token())) {
                begin(attempt);
              } else {
                missed(attempt, new IllegalStateException("it was not made, or is over"));
              }
            });
  }

  /** Whether a claim is this session's, by what it holds and whose it is. */
  boolean isOurs(Requests.Node claim, String token) {
    byte[] data = claim.data();
    return data != null
        && new String(data, StandardCharsets.UTF_8).equals(token)
        && claim.stat().getEphemeralOwner() == session.sessionId();
  }

  /** The end of a claim could not be written: the connection is lost. */
  void unsettled(Claim claim) {
    synchronized (taker) {
      unsettled.add(claim);
    }
    if (session.state() == SessionState.CONNECTED) { // the connection was quicker than the failure
      session.later(this::sayAgain, AGAIN_MILLIS, MILLISECONDS);
    }
  }

  /** This process ends, and the session goes on: others get what is still worked on. */
  void abandon() {
    List.copyOf(claims).forEach(Claim::abandon);
  }

  private void sayAgain() {
    List<Claim> ended;
    synchronized (taker) {
      ended = List.copyOf(unsettled);
      unsettled.clear();
    }
    ended.forEach(Claim::again);
  }

  /** An item was given back, to be tried again later. */
  void rests(Duration rest) {
    taker.wakeAt(session.options().clock().millis() + rest.toMillis());
  }

  /** A claim is over, its item done, parked, or somebody else's. */
  void over(Claim claim) {
    synchronized (taker) {
      claims.remove(claim);
      ours.remove(claim.name().id());
      stopWaitingFor(claim);
      settleQuiet();
      if (claim.tryAgainAtOnce()) {
        taker.moreToDo();
      }
      taker.room(claim.consumer());
    }
  }

  /** It cannot be given back for a while: what else there is need not wait for it. */
  void notAwaited(Claim claim) {
    synchronized (taker) {
      if (claim.isAwaited()) {
        stopWaitingFor(claim);
        taker.room(null);
      }
    }
  }

  private void stopWaitingFor(Claim claim) {
    returning -= claim.isAwaited() ? 1 : 0;
    claim.letOthersPass();
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
                + Names.printable(item.id())
                + " of the queue '"
                + name
                + "' is parked after "
                + item.tries()
                + " tries: "
                + Names.printable(error),
            "Look at parked(), mend what is wrong, then retry or drop it"));
  }
}
