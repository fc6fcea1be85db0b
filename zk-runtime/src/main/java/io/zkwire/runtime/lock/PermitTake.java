package io.zkwire.runtime.lock;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.Session;
import org.jspecify.annotations.Nullable;

/** One call that takes one permit, with a node of its own. Thread-safe. */
final class PermitTake implements Candidacy.Listener {

  private final Session session;
  private final ExclusiveWork work;
  private final Line line;
  private final String name;
  private final Waiter waiter;
  private @Nullable Candidacy candidacy;

  PermitTake(Session session, ExclusiveWork work, Line line, String name, boolean once) {
    this.waiter = new Waiter(false, once);
    this.session = session;
    this.work = work;
    this.line = line;
    this.name = name;
  }

  /**
   * Takes it.
   *
   * @param nanos how long to wait at most, zero to try once, null for as long as it takes
   * @param answerNanos how long to wait for an answer of ZooKeeper when it is only tried
   * @return what is held, or null if it was not got in time
   */
  @Nullable Held take(@Nullable Long nanos, long answerNanos) throws InterruptedException {
    Held held = null;
    try {
      stand();
      session.requireOpen(); // whoever closed it in between did not see this call
      held = waiter.await(nanos != null && nanos <= 0 ? Long.valueOf(answerNanos) : nanos);
      return held;
    } finally {
      if (held == null) {
        giveUp();
      }
    }
  }

  private synchronized void stand() {
    Candidacy next = work.candidacy(line, this);
    candidacy = next;
    next.begin();
  }

  private void giveUp() {
    waiter.giveUp();
    Candidacy standing;
    synchronized (this) {
      standing = candidacy;
      if (standing != null && standing.delayed()) {
        return; // it waits for the lock-delay in place of those who try after this one
      }
      candidacy = null;
    }
    if (standing != null) {
      standing.release();
    }
  }

  void fail(ZkWireException failure) {
    waiter.fail(failure);
  }

  private void back(Held held) {
    Releases.await(session, held.candidacy().release(), name);
  }

  @Override
  public void waits(Candidacy now) {
    waiter.mustWait();
  }

  @Override
  public synchronized void granted(Candidacy now, Hold granted) {
    if (now == candidacy) {
      Held held = new Held(session, name, now, granted, granted.token(), this::back);
      if (!waiter.give(held)) {
        now.release(); // nobody waits for it, and nobody waits here, on a thread of ZooKeeper
      }
    }
  }

  @Override
  public synchronized void ended(Candidacy now, @Nullable ZkWireException failure) {
    if (now != candidacy || waiter.done()) {
      return;
    }
    if (failure != null) {
      waiter.fail(failure);
    } else {
      stand();
    }
  }
}
