package io.zkwire.runtime.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Joined;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of one queue is under way in this process, from the request for a claim to its end. Its
 * state is guarded by the lock of the {@link Taker}.
 */
final class Claiming {

  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);
  private static final long AGAIN_MILLIS = 200;

  private final Taker taker;
  private final Session session;
  private final String name;
  private final Layout layout;
  private final Endings endings;
  private final Untried untried;
  private final Joined joined;
  private final Set<String> ours = new HashSet<>();
  private final Set<Claim> claims = new HashSet<>();
  private final List<Claim> unsettled = new ArrayList<>();
  private int returning;
  private CompletableFuture<@Nullable Void> quiet = CompletableFuture.completedFuture(null);

  Claiming(Taker taker, Session session, String name, Layout layout) {
    this.taker = taker;
    this.session = session;
    this.name = name;
    this.layout = layout;
    this.endings = new Endings(session, layout);
    this.untried = new Untried(session, layout);
    this.joined = new Joined(session);
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

  Untried untried() {
    return untried;
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

  /** An item is asked for. */
  void asks(ItemName item) {
    ours.add(item.id());
  }

  /** An item is not this process's any more. */
  void forget(ItemName item) {
    ours.remove(item.id());
    if (ours.isEmpty()) {
      quiet.complete(null);
    }
  }

  /** A claim was made. */
  void add(Claim claim) {
    claims.add(claim);
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

  /** So many more are about to go back to their place. */
  void returns(int more) {
    returning += more;
  }

  /** Whether something is on its way back to its place. */
  boolean isReturning() {
    return returning > 0;
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

  /** The connection is back: says again what got no answer. */
  void sayAgain() {
    List<Claim> ended;
    synchronized (taker) {
      ended = List.copyOf(unsettled);
      unsettled.clear();
    }
    ended.forEach(Claim::again);
  }

  /** This process ends, and the session goes on: others get what is still worked on. */
  void abandon() {
    List.copyOf(claims).forEach(Claim::abandon);
  }

  /** An item was given back, to be tried again later. */
  void rests(Duration rest) {
    taker.wakeAt(session.options().clock().millis() + rest.toMillis());
  }

  /** A claim is over, its item done, parked, or somebody else's. */
  void over(Claim claim, End end) {
    synchronized (taker) {
      claims.remove(claim);
      stopWaitingFor(claim);
      forget(claim.name());
      if (end.leavesMoreToDo()) {
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
