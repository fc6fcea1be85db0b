package io.zkwire.runtime.id;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/**
 * Claims a worker number of a type, the next one where one is taken, and another one whenever it is
 * lost. A number is had once its mark, of which all IDs before it are earlier, is behind this
 * process's clock, and a later one is stored. Nothing here blocks. Thread-safe.
 */
final class WorkerClaim implements Candidacy.Listener {

  private static final long RETRY_MILLIS = 5_000;
  private static final long SOON_MILLIS = 200;

  private final Session session;
  private final ExclusiveWork work;
  private final Gate gate;
  private final int workers;
  private final TimeMarks marks;
  private final Consumer<@Nullable Worker> target;
  private @Nullable Candidacy candidacy;
  private int number;
  private int last = -1;
  private int tries;
  private boolean closed;
  private CompletableFuture<@Nullable Void> had = new CompletableFuture<>();

  /**
   * Makes it.
   *
   * @param gate the gate of the type
   * @param work what claims stand on
   * @param workers how many numbers there are
   * @param marks the marks of the type
   * @param target takes each number that is had, and null when it is lost
   */
  WorkerClaim(
      Gate gate,
      ExclusiveWork work,
      int workers,
      TimeMarks marks,
      Consumer<@Nullable Worker> target) {
    this.session = gate.session();
    this.work = work;
    this.gate = gate;
    this.workers = workers;
    this.marks = marks;
    this.target = target;
  }

  /**
   * Claims a number, unless one is had or being claimed.
   *
   * @return completes when one is had; fails if none can be
   */
  synchronized CompletableFuture<@Nullable Void> start() {
    if (candidacy == null && !closed) {
      // An ensemble that lost its data has no marks: each process takes what was its own.
      number =
          last >= 0 && session.bootstrap().generationChanged()
              ? last
              : ThreadLocalRandom.current().nextInt(workers);
      tries = 0;
      stand();
    }
    return had;
  }

  private void stand() {
    Candidacy next = work.candidacy(Line.worker(gate.type(), number), this);
    candidacy = next;
    next.begin();
  }

  /** This number is not to be had now: on to the next one. */
  private void pass(Candidacy now) {
    synchronized (this) {
      if (now != candidacy) {
        return;
      }
      candidacy = null;
      tries++;
      if (!closed && tries < workers) {
        number = (number + 1) % workers;
        stand();
      }
    }
    now.release();
    if (tries >= workers) {
      fail(noneFree());
    }
  }

  private IdException noneFree() {
    return new IdException(
        ErrorCode.ID_NO_WORKER,
        gate.type(),
        "no worker number of '"
            + gate.type()
            + "' is free: all "
            + workers
            + " are held, or were left a moment ago",
        "Run fewer processes, or begin a type with more bits for the worker; a number that was left"
            + " is free again after "
            + TimeMarks.AHEAD_MILLIS / 1000
            + " s",
        null);
  }

  private void fail(ZkWireException failure) {
    synchronized (this) {
      had.completeExceptionally(failure);
      had = new CompletableFuture<>();
    }
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(), message), failure);
    session.later(this::start, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private String subject() {
    return "ids " + gate.type();
  }

  @Override
  public void waits(Candidacy now) {
    pass(now);
  }

  @Override
  public void granted(Candidacy now, Hold hold) {
    marks.read(number(now)).whenComplete((mark, e) -> markRead(now, hold, mark, e));
  }

  private static int number(Candidacy claim) {
    String root = claim.line().root();
    return Integer.parseInt(root.substring(root.lastIndexOf('/') + 1));
  }

  private void markRead(Candidacy now, Hold hold, @Nullable Node mark, @Nullable Throwable e) {
    if (!isPresent(now)) {
      return;
    }
    if (e != null) {
      again(now, hold, "read", e);
      return;
    }
    long stored = TimeMarks.millis(mark);
    long millis = session.options().clock().millis();
    if (stored > millis) {
      pass(now); // its last holder may have given IDs up to that moment
      return;
    }
    int claimed = number(now);
    long until = Math.max(millis + TimeMarks.AHEAD_MILLIS, marks.own(claimed));
    marks
        .write(now, claimed, until, mark == null)
        .whenComplete(
            (done, why) -> {
              if (why != null) {
                again(now, hold, mark == null ? "create" : "write", why);
              } else {
                had(now, new Worker(claimed, now, hold, stored, until));
              }
            });
  }

  /**
   * What failed by the connection or by somebody who was faster is tried again soon, as long as the
   * claim stands. Anything else, such as an ACL, is told, and tried again from the beginning.
   */
  private void again(Candidacy now, Hold hold, String what, Throwable e) {
    if (Failures.connectionLost(e) || Conflict.isRace(e)) {
      Runnable retry =
          () -> {
            if (isPresent(now) && !hold.closed()) {
              // The parent of the marks may be gone, with all of a wiped ensemble.
              marks.ensure().whenComplete((there, why) -> granted(now, hold));
            }
          };
      session.later(retry, SOON_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    synchronized (this) {
      if (now != candidacy) {
        return;
      }
      candidacy = null;
    }
    now.release();
    Code code = Conflict.code(e);
    fail(
        code != null && Failures.denied(code)
            ? Failures.translate(e, what, session.requests().real(marks.path(number(now))))
            : gate.failure(e));
  }

  private synchronized boolean isPresent(Candidacy now) {
    return now == candidacy;
  }

  private synchronized void had(Candidacy now, Worker worker) {
    if (now == candidacy) {
      target.accept(worker);
      last = worker.number();
      session.problems().clear(subject());
      session.metrics().count("zkwire.ids.workers", 1);
      had.complete(null);
    }
  }

  @Override
  public void ended(Candidacy now, @Nullable ZkWireException failure) {
    synchronized (this) {
      if (now != candidacy) {
        return;
      }
      candidacy = null;
      target.accept(null);
      if (had.isDone()) {
        had = new CompletableFuture<>();
      }
    }
    if (failure == null) {
      start();
    } else {
      fail(gate.failure(failure));
    }
  }

  /** An operator has confirmed the ensemble, which may know nothing of the marks. */
  void confirmed() {
    int present;
    synchronized (this) {
      present = candidacy == null ? -1 : number;
    }
    marks.storeAgain(present);
  }

  /** Gives the number back, and claims none any more. */
  void close() {
    Candidacy old;
    synchronized (this) {
      closed = true;
      old = candidacy;
      candidacy = null;
      target.accept(null);
    }
    session.problems().clear(subject());
    if (old != null) {
      old.release();
    }
  }
}
