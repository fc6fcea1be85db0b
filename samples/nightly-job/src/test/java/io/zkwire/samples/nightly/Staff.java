package io.zkwire.samples.nightly;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who works, watched: in which order, and how many at once. */
final class Staff {

  private final List<String> reports = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final AtomicInteger packed = new AtomicInteger();

  /** Whose reports were made, in their order. */
  List<String> reports() {
    return reports;
  }

  /** How many have been inside at once at most. */
  int mostInside() {
    return mostInside.get();
  }

  /** How often something was packed. */
  int packed() {
    return packed.get();
  }

  /** One who works without a pause. */
  Worker worker(String name) {
    return new Worker(name, new CountDownLatch(0));
  }

  /** One who stays inside until told to go on. */
  Worker slowWorker(String name) {
    return new Worker(name, new CountDownLatch(1));
  }

  /** The work of one instance. */
  final class Worker implements Work {

    private final String name;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch go;

    Worker(String name, CountDownLatch go) {
      this.name = name;
      this.go = go;
    }

    boolean hasArrived() {
      return arrived.getCount() == 0;
    }

    void goOn() {
      go.countDown();
    }

    @Override
    public String report(LocalDate night) {
      work();
      reports.add(name);
      return night + " by " + name;
    }

    @Override
    public String pack(String report) {
      work();
      packed.incrementAndGet();
      return "packed " + report;
    }

    private void work() {
      mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
      arrived.countDown();
      try {
        if (!go.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody told it to go on");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        inside.decrementAndGet();
      }
    }
  }
}
