package io.zkwire.runtime.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run callbacks of the application. One thread is enough while callbacks return;
 * while none does and others wait, one more is added each tenth of a second, and they go again when
 * they are idle. So a callback that never returns costs one thread and holds up nobody, and ten
 * thousand callbacks at once do not start ten thousand threads.
 */
final class CallbackPool {

  private static final long STALL_MILLIS = 100;
  private static final int MOST = 512;

  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService timer;
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile long finishedBefore;

  CallbackPool(ThreadFactory factory, ScheduledExecutorService timer) {
    this.timer = timer;
    threads =
        new ThreadPoolExecutor(1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Runs a task soon. Tasks that come after the pool is closed are dropped. */
  void run(Runnable task) {
    unfinished.incrementAndGet();
    threads.execute(() -> finish(task));
    watchIfWaiting();
  }

  private void finish(Runnable task) {
    try {
      task.run();
    } finally {
      unfinished.decrementAndGet();
    }
  }

  /** One that a thread is there for does not wait: nobody is woken to look after it. */
  private void watchIfWaiting() {
    if (unfinished.get() > threads.getCorePoolSize()
        && !threads.getQueue().isEmpty()
        && watching.compareAndSet(false, true)) {
      finishedBefore = threads.getCompletedTaskCount();
      relieveLater();
    }
  }

  /** How many threads there are. */
  int size() {
    return threads.getPoolSize();
  }

  private void relieveLater() {
    if (!timer.isShutdown()) {
      timer.schedule(this::relieve, STALL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void relieve() {
    if (threads.getQueue().isEmpty()) {
      resize(Math.max(1, threads.getActiveCount()));
      watching.set(false);
      watchIfWaiting(); // something may have come in between
      return;
    }
    long finished = threads.getCompletedTaskCount();
    if (finished == finishedBefore && threads.getCorePoolSize() < MOST) {
      resize(threads.getCorePoolSize() + 1);
    }
    finishedBefore = finished;
    relieveLater();
  }

  private void resize(int size) {
    if (size > threads.getCorePoolSize()) {
      threads.setMaximumPoolSize(size);
      threads.setCorePoolSize(size);
    } else if (size < threads.getCorePoolSize()) {
      threads.setCorePoolSize(size);
      threads.setMaximumPoolSize(size);
    }
  }

  /** Ends the threads; waits at most the given time for callbacks that are under way. */
  boolean close(long timeout, TimeUnit unit) throws InterruptedException {
    threads.shutdown(); // what waits is still run, such as that the session is closed
    if (threads.awaitTermination(timeout, unit)) {
      return true;
    }
    threads.shutdownNow();
    return threads.awaitTermination(100, TimeUnit.MILLISECONDS);
  }
}
