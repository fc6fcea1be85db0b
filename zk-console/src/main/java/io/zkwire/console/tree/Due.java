package io.zkwire.console.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is to be read again: some nodes, or all. Thread-safe. */
final class Due {

  private final Set<String> paths = new HashSet<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private boolean all;

  /**
   * What is read together.
   *
   * @param all whether all is to be read again
   * @param paths else the nodes that are
   */
  record Work(boolean all, List<String> paths) {}

  synchronized void add(String path) {
    paths.add(path);
    notifyAll();
  }

  synchronized void all() {
    all = true;
    notifyAll();
  }

  /**
   * Waits until something is due.
   *
   * @param quietMillis for how long to wait for more
   * @return what is due; null once it has ended
   */
  @Nullable Work take(long quietMillis) throws InterruptedException {
    synchronized (this) {
      while (!ended() && !all && paths.isEmpty()) {
        wait();
      }
    }
    if (pause(quietMillis)) {
      return null;
    }
    synchronized (this) {
      Work work = new Work(all, new ArrayList<>(paths));
      all = false;
      paths.clear();
      return work;
    }
  }

  /** Waits for some time; says whether it has ended meanwhile. */
  boolean pause(long millis) throws InterruptedException {
    return end.await(millis, TimeUnit.MILLISECONDS);
  }

  private boolean ended() {
    return end.getCount() == 0;
  }

  synchronized void end() {
    end.countDown();
    notifyAll();
  }
}
