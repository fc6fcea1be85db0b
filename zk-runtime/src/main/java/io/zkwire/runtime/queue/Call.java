package io.zkwire.runtime.queue;

import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The call of a handler for one claimed item, as long as its visibility allows. Whatever happens,
 * the claim ends. Thread-safe.
 */
final class Call {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final Session session;
  private final String queue;
  private final Claim claim;
  private final StoredItem item;
  private final Consumer consumer;
  private final Object threadLock = new Object();
  private @Nullable Thread thread;

  /**
   * One that has not begun.
   *
   * @param queue the name of the queue
   * @param item what the claim holds
   */
  Call(Session session, String queue, Claim claim, StoredItem item) {
    this.session = session;
    this.queue = queue;
    this.claim = claim;
    this.item = item;
    this.consumer = claim.consumer();
  }

  /** Whether the calling thread is the one that works on it. */
  boolean runsHere() {
    synchronized (threadLock) {
      return thread == Thread.currentThread();
    }
  }

  /** Reads the item and works on it, on a thread of the queues. */
  void run() {
    try {
      Object value = read();
      if (value != null) {
        handle(value);
      }
    } finally {
      if (!claim.isSettled()) {
        claim.failed("it could not be told what came of it");
      }
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a reader of the application may throw anything
  private @Nullable Object read() {
    try {
      return item.value(consumer.type());
    } catch (Throwable e) {
      claim.park("it cannot be read as " + consumer.type() + ": " + shown(e));
      return null;
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a handler of the application may throw anything
  private void handle(Object value) {
    synchronized (threadLock) {
      thread = Thread.currentThread();
    }
    Duration visibility = consumer.options().visibility();
    ScheduledFuture<?> limit =
        visibility == null
            ? null
            : session.later(this::tooLong, visibility.toMillis(), TimeUnit.MILLISECONDS);
    try {
      work(value);
      free(limit);
      claim.finish();
    } catch (Throwable e) {
      free(limit);
      String error = shown(e);
      claim.failed(error);
      log(e, error);
    }
  }

  private void work(Object value) throws Throwable {
    Passage work = session.work(ZkTracer.QUEUE, queue);
    try {
      consumer.work().handle(value, item.delivery(claim.name().priority()));
    } catch (Throwable e) {
      work.accept(e);
      throw e;
    } finally {
      work.leave();
    }
  }

  /** From here on nobody interrupts the thread any more, and no interrupt is left. */
  private void free(@Nullable ScheduledFuture<?> limit) {
    synchronized (threadLock) {
      thread = null;
    }
    if (limit != null) {
      limit.cancel(false); // it would keep the item until then
    }
    Thread.interrupted();
  }

  private void tooLong() {
    if (claim.isSettled()) {
      return;
    }
    synchronized (threadLock) {
      if (thread != null) {
        claim.failed("it took longer than its visibility of " + consumer.options().visibility());
        thread.interrupt();
      }
    }
    claim.flush();
  }

  @SuppressWarnings("CatchingUnchecked") // a log shows what the application throws, as it can
  private void log(Throwable e, String error) {
    String what = consumer.label();
    try {
      LOG.warn("{} {} failed with the item {}", session.label(), what, claim.id(), e);
    } catch (Throwable broken) {
      LOG.warn("{} {} failed with the item {}: {}", session.label(), what, claim.id(), error);
    }
  }

  /** An exception of the application in words, even one that cannot be shown. */
  @SuppressWarnings("CatchingUnchecked") // it is the application's
  private static String shown(Throwable e) {
    try {
      return e.toString();
    } catch (Throwable broken) {
      return e.getClass().getName();
    }
  }
}
