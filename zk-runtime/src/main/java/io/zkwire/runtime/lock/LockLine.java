package io.zkwire.runtime.lock;

import io.zkwire.FencingToken;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One lock in this process: threads stand in line here, first come first served, and one node
 * stands for them in ZooKeeper. A holder passes the node on to the next thread without asking, for
 * a slice of time; then it goes back, so that other processes have their turn. Thread-safe.
 */
final class LockLine implements Candidacy.Listener {

  private final Session session;
  private final ExclusiveWork work;
  private final String name;
  private final Consumer<String> tidy;

  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
  private final Owners owners;
  private final Slice slice;
  private @Nullable Candidacy candidacy;
  private @Nullable Hold hold;
  private boolean shared;
  private boolean waits;
  private int holders;
  private int uses;

  /**
   * A lock that nobody wants yet.
   *
   * @param session the session
   * @param work what it stands on
   * @param name its name
   * @param tidy told when it may be forgotten
   */
  LockLine(Session session, ExclusiveWork work, String name, Consumer<String> tidy) {
    this.session = session;
    this.work = work;
    this.name = name;
    this.tidy = tidy;
    this.owners = new Owners(name);
    this.slice = new Slice(session.options().clock(), session.options().lease().handover());
  }

  /**
   * Takes the lock.
   *
   * @param wantShared on which side
   * @param nanos how long to wait at most, zero to try once, null for as long as it takes
   * @param answerNanos how long to wait for an answer of ZooKeeper when it is only tried
   * @return what is held, or null if it was not got in time
   */
  @Nullable Held take(boolean wantShared, @Nullable Long nanos, long answerNanos)
      throws InterruptedException {
    boolean once = nanos != null && nanos <= 0;
    Waiter waiter = new Waiter(wantShared, once);
    synchronized (this) {
      Held first = owners.again(waiter.thread(), wantShared);
      if (first != null) {
        return held(first.candidacy(), first.hold(), first.token(), waiter.thread());
      }
      waiters.add(waiter);
      advance();
      if (waits || holders > 0 || first() != waiter) {
        waiter.mustWait();
      }
    }
    return await(waiter, once ? Long.valueOf(answerNanos) : nanos);
  }

  private @Nullable Held await(Waiter waiter, @Nullable Long nanos) throws InterruptedException {
    Held held = null;
    try {
      session.requireOpen(); // whoever closed it in between did not see this waiter
      held = waiter.await(nanos);
      return held;
    } finally {
      if (held == null) {
        giveUp(waiter);
      }
    }
  }

  private void giveUp(Waiter waiter) {
    if (!waiter.giveUp() && !waiter.failed()) {
      waiter.given().close(); // it came in the same moment
    }
    CompletableFuture<@Nullable Void> release;
    synchronized (this) {
      waiters.remove(waiter);
      release = advance();
    }
    if (release != null && waiter.once() && session.state() == SessionState.CONNECTED) {
      Releases.await(session, release, name); // else another one's try would meet its node
    }
  }

  private Held held(Candidacy of, Hold granted, FencingToken token, Thread owner) {
    return new Held(session, name, of, granted, token, closed -> back(closed, owner));
  }

  /** Gives one hold back; the last one of its thread lets the next in. */
  private void back(Held held, Thread owner) {
    CompletableFuture<@Nullable Void> release = null;
    synchronized (this) {
      if (!owners.back(owner, held)) {
        return; // taken more than once, or of a grant that is over
      }
      if (held.hold() == hold) {
        holders--;
        release = advance();
      }
    }
    if (release != null) {
      Releases.await(session, release, name);
    }
    tidy.accept(name);
  }

  /** Somebody is about to take it: it must not be forgotten. */
  synchronized void use() {
    uses++;
  }

  synchronized void used() {
    uses--;
  }

  /**
   * Does what is next: lets waiters in, stands for them, or gives the node back. Called under the
   * lock.
   *
   * @return what the node's return completes, where it is given back now
   */
  private @Nullable CompletableFuture<@Nullable Void> advance() {
    Waiter next = first();
    Hold granted = hold;
    Candidacy standing = candidacy;
    if (standing == null) {
      if (next != null) {
        stand(next.shared());
      }
      return null;
    }
    if (granted == null) {
      // Whoever tries for a short time only would never outlast the lock-delay, each time anew.
      boolean useless = next == null ? !standing.delayed() : next.shared() != shared;
      return useless ? giveUpStanding(standing, next) : null;
    }
    while (next != null && mayPass(next, granted)) {
      waiters.poll();
      letIn(next, standing, granted);
      next = first();
    }
    if (next != null && shared && next.shared() && holders > 0 && granted.valid()) {
      askForRoom(standing);
    }
    if (holders > 0 || (next != null && suspended(next, granted))) {
      return null;
    }
    return giveUpStanding(standing, next);
  }

  /** After its slice a shared node takes more in only if no exclusive one waits behind it. */
  private void askForRoom(Candidacy standing) {
    if (slice.ask()) {
      standing.othersWait().whenComplete((others, e) -> answered(standing, e != null || others));
    }
  }

  private synchronized void answered(Candidacy standing, boolean others) {
    slice.answered();
    if (standing == candidacy) {
      slice.extend(others);
      advance();
    }
  }

  /** The first who still waits. */
  private @Nullable Waiter first() {
    while (!waiters.isEmpty() && waiters.peek().done()) {
      waiters.poll();
    }
    return waiters.peek();
  }

  private void stand(boolean wantShared) {
    shared = wantShared;
    slice.renew();
    waits = false;
    Candidacy next = work.candidacy(wantShared ? Line.shared(name) : Line.exclusive(name), this);
    candidacy = next;
    next.begin();
  }

  private boolean mayPass(Waiter next, Hold granted) {
    boolean free = shared ? next.shared() : holders == 0 && !next.shared();
    return free && slice.fresh(shared) && granted.valid();
  }

  /** A grant whose node stands but whose lease has lapsed may be renewed: it is waited for. */
  private boolean suspended(Waiter next, Hold granted) {
    return !granted.closed() && !granted.valid() && next.shared() == shared && slice.untouched();
  }

  private void letIn(Waiter next, Candidacy standing, Hold granted) {
    long before = slice.pass();
    FencingToken token = new FencingToken(granted.token().czxid(), shared ? 0 : before);
    Held held = held(standing, granted, token, next.thread());
    holders++;
    owners.add(next.thread(), held, shared);
    if (!next.give(held)) {
      owners.remove(next.thread());
      holders--;
    }
  }

  private CompletableFuture<@Nullable Void> giveUpStanding(
      Candidacy standing, @Nullable Waiter next) {
    candidacy = null;
    hold = null;
    holders = 0;
    CompletableFuture<@Nullable Void> release = standing.release();
    if (next != null) {
      stand(next.shared());
    }
    return release;
  }

  /** Whether it is held now, by whichever thread. */
  synchronized boolean isHeld(boolean asShared) {
    Hold granted = hold;
    return granted != null && holders > 0 && shared == asShared && granted.valid();
  }

  /** Whether nobody here wants anything of it. */
  synchronized boolean idle() {
    return uses == 0 && candidacy == null && waiters.isEmpty() && owners.isEmpty();
  }

  /** Nothing will come any more for those who wait. */
  synchronized void fail(ZkWireException failure) {
    waiters.forEach(waiter -> waiter.fail(failure));
    waiters.clear();
  }

  @Override
  public synchronized void waits(Candidacy now) {
    if (now == candidacy) {
      waits = true;
      waiters.forEach(Waiter::mustWait);
    }
  }

  @Override
  public synchronized void granted(Candidacy now, Hold granted) {
    if (now == candidacy) {
      hold = granted;
      waits = false;
      advance();
    }
  }

  @Override
  public synchronized void resumed(Candidacy now) {
    if (now == candidacy) {
      advance();
    }
  }

  @Override
  public synchronized void ended(Candidacy now, @Nullable ZkWireException failure) {
    if (now != candidacy) {
      return;
    }
    candidacy = null;
    hold = null;
    holders = 0;
    if (failure != null) {
      fail(failure);
    }
    advance();
  }
}
