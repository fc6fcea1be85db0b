package io.zkwire.benchmarks.config;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What this JVM holds. */
final class Resources {

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(4);

  private Resources() {}

  /** The heap in use after collections, once these free nothing more. */
  static long heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int unchanged = 0; unchanged < 4; ) {
      System.gc();
      Thread.sleep(50);
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      unchanged = used < least - 1_024 ? 0 : unchanged + 1;
      least = Math.min(least, used);
    }
    return least;
  }

  /** The threads that run now. */
  static Set<Long> threads() {
    Set<Long> ids = new HashSet<>();
    for (long id : ManagementFactory.getThreadMXBean().getAllThreadIds()) {
      ids.add(id);
    }
    return ids;
  }

  /** How many threads run that did not before, once that number has not changed for 4 s. */
  static int newAtRest(Set<Long> before) throws InterruptedException {
    int last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < REST_NANOS) {
      Set<Long> now = threads();
      now.removeAll(before);
      if (now.size() != last) {
        last = now.size();
        since = System.nanoTime();
      }
      Thread.sleep(100);
    }
    return last;
  }
}
