package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import java.util.ArrayDeque;
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
    Running now = new Running(this, task.name, Thread.currentThread());
    session.stuckCallbacks().started(now);
    long began = System.nanoTime();
    try {
      task.callback.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failed(session, owner + "." + task.name, e);
    } finally {
      session.stuckCallbacks().finished(now);
      session.metrics().time("zkwire.callbacks.time", System.nanoTime() - began);
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

  /** How many callbacks wait. */
  public int size() {
    synchronized (waiting) {
      return waiting.size();
    }
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

  /** A callback that is under way. Compared by identity. */
  static final class Running {
    private final Mailbox mailbox;
    private final String name;
    private final Thread thread;

    Running(Mailbox mailbox, String name, Thread thread) {
      this.mailbox = mailbox;
      this.name = name;
      this.thread = thread;
    }

    String callback() {
      return mailbox.owner + "." + name;
    }

    String subject() {
      return "callback " + callback() + "@" + Integer.toHexString(System.identityHashCode(mailbox));
    }

    Thread thread() {
      return thread;
    }
  }

  private record Task(String name, Callback callback) {}
}
