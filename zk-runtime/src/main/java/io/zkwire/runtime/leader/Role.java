package io.zkwire.runtime.leader;

import io.zkwire.FencingToken;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One role of this process: stands for it as long as somebody here wants it to, again after each
 * end. Thread-safe.
 *
 * <p>It does not stand on Curator's LeaderLatch: the latch neither tells the Stat of its own
 * answers, of which the account of departures is kept, nor the moment before its requests, from
 * which a lease counts; and its node names no beat. Its nodes are named as the latch names them, so
 * that both can stand in one line.
 */
final class Role implements Candidacy.Listener {

  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final ExclusiveWork work;
  private final String name;
  private final List<RoleListener> listeners = new CopyOnWriteArrayList<>();
  private final ResignWish wish;

  private volatile @Nullable Hold hold;
  private @Nullable Candidacy candidacy;
  private boolean wanted;
  private boolean paused;
  private int wishes;
  private CompletableFuture<@Nullable Void> standing = new CompletableFuture<>();

  Role(Session session, ExclusiveWork work, String name) {
    this.session = session;
    this.work = work;
    this.name = name;
    this.wish = new ResignWish(session, this);
  }

  String name() {
    return name;
  }

  /** The present term, valid or not; null outside one. */
  @Nullable Hold hold() {
    return hold;
  }

  /** The UUID of the node that stands now. */
  synchronized @Nullable String id() {
    return candidacy == null ? null : candidacy.id();
  }

  synchronized @Nullable Candidacy candidacy() {
    return candidacy;
  }

  /**
   * One more here wants the role.
   *
   * @return completes when this process stands; fails if it cannot
   */
  CompletableFuture<@Nullable Void> want() {
    synchronized (this) {
      wishes++;
      wanted = true;
      stand();
      return paused ? CompletableFuture.completedFuture(null) : standing;
    }
  }

  /**
   * One less here wants the role; the last one gives it up.
   *
   * @return completes when it is given up, at once where others want it
   */
  CompletableFuture<@Nullable Void> unwant() {
    synchronized (this) {
      wishes--;
      if (wishes > 0) {
        return CompletableFuture.completedFuture(null);
      }
      wanted = false;
    }
    session.problems().clear(subject());
    return leave();
  }

  private synchronized void stand() {
    if (wanted && !paused && candidacy == null) {
      Candidacy next = work.candidacy(Line.role(name), this);
      candidacy = next;
      next.begin();
    }
  }

  /** Gives up the candidacy of now, and the term with it. */
  private CompletableFuture<@Nullable Void> leave() {
    Candidacy old;
    synchronized (this) {
      old = candidacy;
      candidacy = null;
      over();
    }
    return old == null ? CompletableFuture.completedFuture(null) : old.release();
  }

  /** Gives up the term, if there is one, and stands again behind those who wait. */
  CompletableFuture<@Nullable Void> resign() {
    if (hold == null) {
      return CompletableFuture.completedFuture(null);
    }
    session.metrics().count("zkwire.leader.resigned", 1);
    return leave().whenComplete((done, e) -> stand());
  }

  /** Gives up the term and the place in line, and stands no more until {@link #resume}. */
  CompletableFuture<@Nullable Void> pause() {
    synchronized (this) {
      paused = true;
    }
    return leave();
  }

  /** Stands again, where somebody wants it. */
  synchronized void resume() {
    paused = false;
    stand();
  }

  @Override
  public synchronized void stands(Candidacy now) {
    if (now == candidacy) {
      session.problems().clear(subject());
      standing.complete(null);
    }
  }

  @Override
  public void granted(Candidacy now, Hold granted) {
    synchronized (this) {
      if (now != candidacy) {
        return; // given up meanwhile
      }
      hold = granted;
      tell(true, granted.token());
    }
    session.metrics().count("zkwire.leader.terms", 1);
    now.tellLapses();
    wish.watch();
  }

  @Override
  public void lapsed(Candidacy now) {
    validity(now, false);
  }

  @Override
  public void resumed(Candidacy now) {
    validity(now, true);
  }

  private synchronized void validity(Candidacy now, boolean valid) {
    Hold held = hold;
    if (now == candidacy && held != null) {
      tell(valid, held.token());
    }
  }

  @Override
  public void ended(Candidacy now, @Nullable ZkWireException failure) {
    synchronized (this) {
      if (now != candidacy) {
        return;
      }
      candidacy = null;
      over();
      if (failure != null) {
        standing.completeExceptionally(failure);
        standing = new CompletableFuture<>();
      }
    }
    if (failure == null) {
      stand();
      return;
    }
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(), message), failure);
    session.later(this::stand, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** The connection is there again: a wish may have come, or its watch may have been lost. */
  void connected() {
    if (hold != null) {
      wish.watch();
    }
  }

  private String subject() {
    return "role " + name;
  }

  private void over() {
    Hold old = hold;
    hold = null;
    if (old != null) {
      tell(false, old.token());
    }
  }

  private void tell(boolean leads, FencingToken token) {
    listeners.forEach(listener -> listener.tell(leads, token));
  }

  /** Adds a listener; one that comes while this process leads is told so. */
  synchronized void listen(RoleListener listener) {
    listeners.add(listener);
    Hold held = hold;
    if (held != null && held.valid()) {
      listener.tell(true, held.token());
    }
  }

  void forget(RoleListener listener) {
    listeners.remove(listener);
  }

  NotLeaderException refusal() {
    return new NotLeaderException(
        name,
        "this process does not lead '" + name + "', or cannot show that it does",
        "Ask held() first, or let the method skip with otherwise = SKIP",
        null);
  }
}
