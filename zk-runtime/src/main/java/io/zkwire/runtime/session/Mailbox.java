package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callbacks of one object, run one at a time, in order. A callback that throws is logged and
 * counted, one that runs for long is reported; neither holds up another mailbox. Thread-safe.
 */
public final class Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Session session;
  private final String owner;
  private final ArrayDeque<Task> waiting = new ArrayDeque<>(2);
  private boolean running;
  private boolean closed;

  Mailbox(Session session, String owner) {
    this.session = session;
    this.owner = owner;
  }

  /**
   * Runs a callback after those that were posted before it.
   *
   * @param name what is called, for messages
   * @param callback the call
   */
  public void post(String name, Callback callback) {
    synchronized (waiting) {
      if (closed) {
        return;
      }
      waiting.add(new Task(name, callback));
      if (running) {
        return;
      }
      running = true;
    }
    session.callbackPool().run(this::drain);
  }

  /** Drops what waits; what is posted later is dropped too. */
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.clear();
    }
  }

  /** Runs one task a turn, so that many full mailboxes share a thread fairly. */
  private void drain() {
    Task task;
    synchronized (waiting) {
      task = waiting.poll();
      if (task == null) {
        running = false;
        return;
      }
    }
    call(task);
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        running = false;
        return;
      }
    }
    session.callbackPool().run(this::drain);
  }

  @SuppressWarnings("CatchingUnchecked") // a callback of the application may throw anything
  private void call(Task task) {
    ScheduledFuture<?> watchdog = watch(task);
    try {
      task.callback.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failed(session, owner + "." + task.name, e);
    } finally {
      if (watchdog != null) {
        watchdog.cancel(false);
      }
      session.problems().clear(stuckSubject(task));
    }
  }

  /** Logs and counts a callback that threw. */
  public static void failed(Session session, String callback, Throwable e) {
    session.metrics().count("zkwire.callbacks.failed", 1);
    LOG.warn(
        "{} {}",
        session.label(),
        ErrorCode.CALLBACK_FAILED.message(
            callback + " threw " + e.getClass().getName(), "Mend the method; zkwire goes on"),
        e);
  }

  private @Nullable ScheduledFuture<?> watch(Task task) {
    long millis = session.options().callbackWarning().toMillis();
    Thread thread = Thread.currentThread();
    return session.later(() -> stuck(task, thread, millis), millis, TimeUnit.MILLISECONDS);
  }

  private void stuck(Task task, Thread thread, long millis) {
    session.metrics().count("zkwire.callbacks.stuck", 1);
    StackTraceElement[] stack = thread.getStackTrace();
    String message =
        ErrorCode.CALLBACK_STUCK.message(
            owner
                + "."
                + task.name
                + " has been running for more than "
                + millis
                + " ms"
                + (stack.length == 0 ? "" : ", now at " + stack[0]),
            "Let it return soon, and do long work on a thread of the application");
    session
        .problems()
        .report(new Problem(ErrorCode.CALLBACK_STUCK, stuckSubject(task), message), null);
  }

  private String stuckSubject(Task task) {
    return "callback " + owner + "." + task.name;
  }

  /** A call of the application's code. */
  @FunctionalInterface
  public interface Callback {
    /**
     * Calls.
     *
     * @throws Throwable whatever the application's code throws
     */
    void call() throws Throwable;
  }

  private record Task(String name, Callback callback) {}
}
