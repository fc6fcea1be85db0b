package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One health check of one object. It has a mailbox of its own: one that hangs keeps no other
 * callback from running. Thread-safe.
 */
final class Check {

  private final Session session;
  private final String name;
  private final String subject;
  private final Duration timeout;
  private final Duration every;
  private final Asked asked;
  private final @Nullable Pausable leaderships;
  private final Mailbox mailbox;
  private final CompletableFuture<@Nullable Void> first = new CompletableFuture<>();
  private Runnable changed = () -> {};
  private @Nullable Thread running;
  private boolean asking;
  private boolean closed;
  private volatile boolean passes = true;

  /** The method. */
  @FunctionalInterface
  interface Asked {
    boolean ask() throws Throwable;
  }

  /**
   * Makes a check that has not begun.
   *
   * @param session the session
   * @param name the method, with its class
   * @param timeout how long it may take
   * @param every how often it is asked
   * @param leaderships what stops while it fails, or null
   * @param asked the method
   */
  Check(
      Session session,
      String name,
      Duration timeout,
      Duration every,
      @Nullable Pausable leaderships,
      Asked asked) {
    this.session = session;
    this.name = name;
    this.subject = "health " + name + "@" + Integer.toHexString(System.identityHashCode(this));
    this.timeout = timeout;
    this.every = every;
    this.leaderships = leaderships;
    this.asked = asked;
    this.mailbox = session.mailbox(name);
  }

  /** Whether it has not failed, so far as is known. */
  boolean passes() {
    return passes;
  }

  /** Whether it has answered, and passes. */
  boolean shown() {
    return passes && first.isDone();
  }

  Duration timeout() {
    return timeout;
  }

  /** Completes when it has answered, or has not in time, once. */
  CompletableFuture<@Nullable Void> first() {
    return first;
  }

  void begin(Runnable onChange) {
    synchronized (this) {
      changed = onChange;
    }
    round();
  }

  private void round() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    ask();
    session.later(this::round, every.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Asks, unless the last question is not answered yet. */
  void ask() {
    synchronized (this) {
      if (asking || closed) {
        return;
      }
      asking = true;
    }
    mailbox.post("check", this::call);
  }

  @SuppressWarnings("CatchingUnchecked") // a method of the application may throw anything
  private void call() {
    Thread thread = Thread.currentThread();
    synchronized (this) {
      running = thread;
    }
    var late = session.later(() -> late(thread), timeout.toNanos(), TimeUnit.NANOSECONDS);
    String wrong = null;
    Throwable cause = null;
    try {
      wrong = asked.ask() ? null : "it says so";
    } catch (Throwable e) {
      wrong = "it threw " + e.getClass().getName();
      cause = e;
    }
    boolean overdue;
    synchronized (this) {
      overdue = running != thread;
      running = null;
      asking = false;
    }
    if (late != null) {
      late.cancel(false);
    }
    if (overdue) {
      Thread.interrupted(); // ours, for this call: the thread goes on with others
      wrong = wrong == null ? "it answered after " + timeout.toMillis() + " ms only" : wrong;
    }
    found(wrong, cause);
  }

  private void late(Thread thread) {
    synchronized (this) {
      if (running != thread) {
        return;
      }
      running = null;
      thread.interrupt();
    }
    found("it has not answered within " + timeout.toMillis() + " ms", null);
  }

  private void found(@Nullable String wrong, @Nullable Throwable cause) {
    Runnable told;
    boolean other;
    synchronized (this) {
      if (closed) {
        return;
      }
      other = passes != (wrong == null);
      passes = wrong == null;
      told = changed;
    }
    if (wrong == null) {
      session.problems().clear(subject);
    } else {
      String message =
          ErrorCode.MEMBER_UNHEALTHY.message(
              name + " is not healthy: " + wrong,
              "Until it passes again its member is UNHEALTHY and its endpoint withdrawn");
      session.problems().report(new Problem(ErrorCode.MEMBER_UNHEALTHY, subject, message), cause);
    }
    if (other) {
      lead(wrong == null);
    }
    if (first.complete(null) || other) {
      told.run();
    }
  }

  private void lead(boolean may) {
    if (leaderships != null && may) {
      leaderships.resume(this);
    } else if (leaderships != null) {
      leaderships.pause(this);
    }
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    mailbox.close();
    session.problems().clear(subject);
    first.complete(null);
    if (!passes) {
      lead(true);
    }
  }
}
