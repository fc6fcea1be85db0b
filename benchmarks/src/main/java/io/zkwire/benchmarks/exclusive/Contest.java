package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many who want one lock again and again, each in a thread of its own, for a given time. */
final class Contest {

  /** Takes the lock and gives it back. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes the lock.
     *
     * @return gives it back
     */
    Return take() throws Exception;
  }

  /** Gives a lock back. */
  @FunctionalInterface
  interface Return {
    /** Gives it back. */
    void back() throws Exception;
  }

  /**
   * What came of it.
   *
   * @param perSecond how often it was taken, by all together
   * @param waits how long each waited for the lock, in the order of the takers, in milliseconds
   */
  record Outcome(double perSecond, List<Samples> waits) {}

  private final List<Taker> takers;
  private final AtomicInteger inside = new AtomicInteger();

  Contest(List<Taker> takers) {
    this.takers = takers;
  }

  /** Runs it. */
  Outcome run(long millis) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(takers.size());
    try {
      long start = System.nanoTime();
      long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
      List<Callable<Samples>> all = new ArrayList<>();
      takers.forEach(taker -> all.add(() -> compete(taker, end)));
      List<Samples> waits = new ArrayList<>();
      for (Future<Samples> one : threads.invokeAll(all)) {
        waits.add(one.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Outcome(waits.stream().mapToInt(Samples::size).sum() / seconds, waits);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a taker failed", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private Samples compete(Taker taker, long end) throws Exception {
    Samples waits = new Samples();
    for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
      Return held = taker.take();
      waits.addNanos(System.nanoTime() - start);
      if (inside.incrementAndGet() != 1) {
        throw new IllegalStateException("two hold the lock at once");
      }
      inside.decrementAndGet();
      held.back();
    }
    return waits;
  }
}
