package io.zkwire.agent.core;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the agent's own, a daemon with a name, which inherits nothing of the application.
 * Thread-safe.
 */
final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final ScheduledThreadPoolExecutor executor;

  Worker(String name) {
    executor = new ScheduledThreadPoolExecutor(1, task -> thread(name, task));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** A thread that is not started. */
  static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Worker.class.getClassLoader());
    return thread;
  }

  /** Something to do. */
  interface Task<T> {
    T run() throws Exception;
  }

  /** Does something and waits for it; what it throws is thrown. */
  <T> T call(Task<T> task) throws Exception {
    Future<T> done = executor.submit(task::run);
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Does something later. */
  void later(Runnable task, long delay, TimeUnit unit) {
    try {
      executor.schedule(() -> guarded(task), delay, unit);
    } catch (RejectedExecutionException e) {
      LOG.debug("the agent is being detached", e);
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("the agent failed in its own work, and goes on", e);
    }
  }

  void close() {
    executor.shutdownNow();
  }
}
