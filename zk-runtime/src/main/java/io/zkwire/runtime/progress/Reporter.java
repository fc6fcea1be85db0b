package io.zkwire.runtime.progress;

import io.zkwire.ErrorCode;
import io.zkwire.Progress;
import io.zkwire.WorkerProgress.State;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of one worker. What the application tells is taken down at once, and written at most once
 * a second; how it ended is written at once, but for a run of which nothing was written: that waits
 * for the second of the run before, and one that comes after it takes its place. Thread-safe.
 */
final class Reporter implements Progress {

  private static final int LONGEST_MESSAGE = 1_000;
  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final ReportNodes nodes;
  private final Pace pace;
  private final String run = UUID.randomUUID().toString();
  private final long began;
  private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

  private long done;
  private long total;
  private String message = "";
  private State state = State.RUNNING;
  private boolean dirty = true;
  private boolean mayWrite;
  private boolean writing;
  private boolean waiting;
  private boolean written;
  private long lastWrite;
  private long ownedIn;
  private long takenSince;
  private boolean hurried;
  private @Nullable Reporter before;

  Reporter(Session session, ReportNodes nodes, Pace pace) {
    this.session = session;
    this.nodes = nodes;
    this.pace = pace;
    this.began = now();
  }

  private long now() {
    return session.options().clock().nanoTime();
  }

  /** Writes from now on, once an earlier run of the same worker has written its end. */
  void begin(@Nullable Reporter earlier) {
    Reporter first = earlier;
    while (first != null && first.givesWay()) {
      first = first.before();
    }
    if (first == null) {
      allow();
    } else {
      synchronized (this) {
        before = first;
      }
      first.settled.whenComplete((nothing, e) -> allow());
    }
  }

  private void allow() {
    synchronized (this) {
      mayWrite = true;
      before = null;
    }
    pump();
  }

  private synchronized @Nullable Reporter before() {
    return before;
  }

  /** Where it has ended before anything of it was written, the next run takes its place. */
  private boolean givesWay() {
    synchronized (this) {
      if (state == State.RUNNING || written || writing) {
        return false;
      }
      mayWrite = false;
    }
    settled.complete(null);
    return true;
  }

  /** Its end is written as soon as can be: nobody waits for it later. */
  void hurry() {
    synchronized (this) {
      hurried = true;
    }
    pump();
  }

  /** Completes when its end has been written. */
  CompletableFuture<@Nullable Void> settled() {
    return settled;
  }

  @Override
  public String task() {
    return nodes.task();
  }

  @Override
  public String worker() {
    return nodes.worker();
  }

  @Override
  public Progress total(long units) {
    return change(() -> total = Math.max(0, units));
  }

  @Override
  public Progress advance(long by) {
    return change(() -> done += by);
  }

  @Override
  public Progress reached(long units) {
    return change(() -> done = units);
  }

  @Override
  public Progress message(String text) {
    return change(() -> message = cut(text));
  }

  private static String cut(String text) {
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
  }

  @Override
  public void done() {
    change(() -> state = State.DONE);
  }

  @Override
  public void failed(String why) {
    change(
        () -> {
          state = State.FAILED;
          message = cut(why);
        });
  }

  @Override
  public synchronized boolean ended() {
    return state != State.RUNNING;
  }

  @Override
  public void close() {
    if (!ended()) {
      failed("closed before it was done");
    }
  }

  private Progress change(Runnable what) {
    synchronized (this) {
      if (state != State.RUNNING) {
        return this;
      }
      what.run();
      dirty = true;
      if (state == State.RUNNING && (waiting || writing)) {
        return this; // the common case: a write is to come anyway
      }
    }
    pump();
    return this;
  }

  private void woken() {
    synchronized (this) {
      waiting = false;
    }
    pump();
  }

  /** Writes what has not been written, if that may be now. */
  void pump() {
    byte[] data;
    boolean ends;
    boolean there;
    long epoch = session.epoch();
    synchronized (this) {
      ends = state != State.RUNNING;
      there = ownedIn == epoch;
      if (!mayWrite || writing || settled.isDone() || (!ends && there && !dirty)) {
        return;
      }
      long wait = (ends && written) || hurried ? 0 : pace.left(now());
      if (wait > 0) {
        wake(wait);
        return;
      }
      if (session.state() != SessionState.CONNECTED) {
        return; // it is written when the connection is back
      }
      writing = true;
      dirty = false;
      data = report().bytes();
    }
    session.metrics().count("zkwire.progress.written", 1);
    if (ends) {
      nodes.end(data, there).whenComplete((ok, e) -> sent(e, 0, true));
    } else if (there) {
      nodes.set(data).whenComplete((ok, e) -> sent(e, Boolean.TRUE.equals(ok) ? epoch : 0, false));
    } else {
      nodes
          .create(data, run)
          .whenComplete((ok, e) -> sent(e, Boolean.TRUE.equals(ok) ? epoch : -1, false));
    }
  }

  private void wake(long nanos) {
    if (!waiting) {
      waiting = session.later(this::woken, nanos, TimeUnit.NANOSECONDS) != null;
    }
  }

  private Report report() {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(now() - began);
    return new Report(
        run,
        state,
        done,
        total,
        message,
        elapsed,
        session.options().clock().now().toString(),
        session.instance().host(),
        ProcessHandle.current().pid());
  }

  /** The answer is there; {@code owned} is the epoch of the node, 0 for none, -1 for another's. */
  private void sent(@Nullable Throwable e, long owned, boolean ends) {
    boolean taken = false;
    synchronized (this) {
      writing = false;
      written = true;
      lastWrite = now();
      pace.wrote(lastWrite);
      if (e == null && !ends) {
        ownedIn = Math.max(0, owned);
        takenSince = owned >= 0 ? 0 : takenSince == 0 ? lastWrite : takenSince;
        taken = takenSince != 0 && lastWrite - takenSince > patience();
        dirty |= owned <= 0;
      } else if (e != null) {
        dirty = true;
        wake(TimeUnit.SECONDS.toNanos(Failures.connectionLost(e) ? 1 : RETRY_SECONDS));
      }
    }
    if (e != null) {
      failed(e);
      return;
    }
    if (ends) {
      settled.complete(null);
    }
    if (taken) {
      taken();
    } else {
      session.problems().clear(subject());
    }
    pump();
  }

  /** An earlier process of this name that was killed leaves its node until its session ends. */
  private long patience() {
    return session.negotiatedTimeout().toNanos() * 3 / 2;
  }

  private String subject() {
    return "progress " + task() + "/" + worker();
  }

  private void taken() {
    String message =
        ErrorCode.PROGRESS_TAKEN.message(
            "another process reports as the worker '" + worker() + "' of '" + task() + "'",
            "Give each worker a name of its own, or none");
    session.problems().report(new Problem(ErrorCode.PROGRESS_TAKEN, subject(), message), null);
  }

  private void failed(Throwable e) {
    if (!Failures.connectionLost(e)) {
      ZkWireException failure = Failures.translate(e, "write", nodes.live());
      session
          .problems()
          .report(
              new Problem(failure.code(), subject(), String.valueOf(failure.getMessage())),
              failure);
    }
  }
}
