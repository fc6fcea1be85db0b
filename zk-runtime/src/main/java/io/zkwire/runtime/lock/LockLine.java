package io.zkwire.runtime.lock;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One lock in this process: threads stand in line here, first come first served, and one node
 * stands for them in ZooKeeper. A holder passes the node on to the next thread without asking, for
 * a slice of time; then it goes back, so that other processes have their turn. Thread-safe.
 */
final class LockLine implements Candidacy.Listener {

  /** For how long a node is passed on inside the process. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Session session;
  private final ExclusiveWork work;
  private final String name;
  private final boolean handover;

  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
  private final Map<Thread, Owned> owners = new HashMap<>();
  private @Nullable Candidacy candidacy;
  private @Nullable Hold hold;
  private boolean shared;
  private boolean waits;
  private boolean asking;
  private boolean full;
  private long passed;
  private int holders;
  private long sliceEnds;

  private final Consumer<String> tidy;
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
    this.tidy = tidy;
    this.session = session;
    this.work = work;
    this.name = name;
    this.handover = session.options().lease().handover();
  }

  /** How often a thread has taken what it holds. */
  private static final class Owned {
    private final Held first;
    private final boolean shared;
    private int count = 1;

    Owned(Held first, boolean shared) {
      this.first = first;
      this.shared = shared;
    }
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
    Held again;
    synchronized (this) {
      again = again(wantShared);
      if (again == null) {
        waiters.add(waiter);
        advance();
        if (waits || holders > 0 || first() != waiter) {
          waiter.mustWait();
        }
      }
    }
    return again != null ? again : await(waiter, once ? Long.valueOf(answerNanos) : nanos);
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
    synchronized (this) {
      waiters.remove(waiter);
      advance();
    }
  }

  /** Takes it once more for a thread that holds it (re-entrant, F4). */
  private @Nullable Held again(boolean wantShared) {
    Owned owned = owners.get(Thread.currentThread());
    if (owned == null) {
      return null;
    }
    if (!owned.first.hold().valid()) {
      throw owned.first.lost();
    }
    if (owned.shared && !wantShared) {
      throw new ZkWireException(
          ErrorCode.LOCK_CONFLICT,
          "this thread holds '"
              + name
              + "' shared and asks for it exclusively, which would wait for"
              + " itself",
          "Give the shared one back first",
          null);
    }
    owned.count++;
    return held(
        owned.first.candidacy(), owned.first.hold(), owned.first.token(), Thread.currentThread());
  }

  private Held held(Candidacy of, Hold granted, FencingToken token, Thread owner) {
    return new Held(session, name, of, granted, token, closed -> back(closed, owner));
  }

  /** Gives one hold back; the last one of its thread lets the next in. */
  private void back(Held held, Thread owner) {
    CompletableFuture<@Nullable Void> release = null;
    synchronized (this) {
      Owned owned = owners.get(owner);
      if (owned == null || owned.first.hold() != held.hold() || --owned.count > 0) {
        return; // taken more than once, or of a grant that is over
      }
      owners.remove(owner);
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
      if (next == null || next.shared() != shared) {
        return giveUpStanding(standing, next);
      }
      return null;
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
    if (asking || full) {
      return;
    }
    asking = true;
    standing.othersWait().whenComplete((others, e) -> answered(standing, e != null || others));
  }

  private synchronized void answered(Candidacy standing, boolean others) {
    asking = false;
    if (standing == candidacy) {
      full = others;
      sliceEnds = session.options().clock().nanoTime() + (others ? 0 : SLICE_NANOS);
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
    passed = 0;
    waits = false;
    full = false;
    Candidacy next = work.candidacy(wantShared ? Line.shared(name) : Line.exclusive(name), this);
    candidacy = next;
    next.begin();
  }

  private boolean mayPass(Waiter next, Hold granted) {
    boolean free = shared ? next.shared() : holders == 0 && !next.shared();
    boolean fresh =
        passed == 0
            || ((shared || handover) && session.options().clock().nanoTime() - sliceEnds < 0);
    return free && fresh && granted.valid();
  }

  /** A grant whose node stands but whose lease has lapsed may be renewed: it is waited for. */
  private boolean suspended(Waiter next, Hold granted) {
    return !granted.closed() && !granted.valid() && next.shared() == shared && passed == 0;
  }

  private void letIn(Waiter next, Candidacy standing, Hold granted) {
    FencingToken token = new FencingToken(granted.token().czxid(), shared ? 0 : passed);
    Held held = held(standing, granted, token, next.thread());
    if (passed == 0) {
      sliceEnds = session.options().clock().nanoTime() + SLICE_NANOS;
    }
    passed++;
    holders++;
    owners.put(next.thread(), new Owned(held, shared));
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
