package io.zkwire.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one at a time, in their order, on the threads of others. Thread-safe. */
final class InTurn implements Executor {

  private final Executor threads;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  InTurn(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::run);
  }

  private void run() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      running = !waiting.isEmpty();
      return waiting.poll();
    }
  }
}
