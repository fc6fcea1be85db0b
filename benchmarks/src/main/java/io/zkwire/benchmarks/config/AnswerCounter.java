package io.zkwire.benchmarks.config;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients that count the nodes whose data has been read and handed over, whether by getData
 * or in a multi: so the end of a re-read is seen in the same way for everybody. Thread-safe.
 */
final class AnswerCounter implements ZookeeperFactory {

  private final AtomicInteger missing = new AtomicInteger();
  private final Semaphore complete = new Semaphore(0);
  private volatile long completeAt;

  /** So many nodes will be read from now on. */
  void expect(int nodes) {
    complete.drainPermits();
    missing.set(nodes);
  }

  /** Waits until they have been read, and returns when that was. */
  long await() throws InterruptedException {
    if (!complete.tryAcquire(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException(missing.get() + " nodes were not read again");
    }
    return completeAt;
  }

  private void answered(int nodes) {
    long now = System.nanoTime();
    int left = missing.addAndGet(-nodes);
    if (left <= 0 && left + nodes > 0) {
      completeAt = now;
      complete.release();
    }
  }

  @Override
  public ZooKeeper newZooKeeper(
      String connectString, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
      throws IOException {
    return newZooKeeper(
        connectString, sessionTimeout, watcher, canBeReadOnly, new ZKClientConfig());
  }

  @Override
  public ZooKeeper newZooKeeper(
      String connectString,
      int sessionTimeout,
      Watcher watcher,
      boolean canBeReadOnly,
      ZKClientConfig config)
      throws IOException {
    return new Client(connectString, sessionTimeout, watcher, canBeReadOnly, config);
  }

  @SuppressWarnings("try") // ZooKeeper's close() may be interrupted
  private final class Client extends ZooKeeper {

    Client(
        String connectString,
        int sessionTimeout,
        Watcher watcher,
        boolean canBeReadOnly,
        ZKClientConfig config)
        throws IOException {
      super(connectString, sessionTimeout, watcher, canBeReadOnly, config);
    }

    @Override
    public void getData(
        String path, @Nullable Watcher watcher, DataCallback callback, @Nullable Object context) {
      super.getData(
          path,
          watcher,
          (rc, where, ctx, data, stat) -> {
            callback.processResult(rc, where, ctx, data, stat);
            answered(rc == 0 ? 1 : 0);
          },
          context);
    }

    @Override
    public void multi(Iterable<Op> ops, MultiCallback callback, @Nullable Object context) {
      super.multi(
          ops,
          (rc, path, ctx, results) -> {
            callback.processResult(rc, path, ctx, results);
            answered(rc == 0 ? data(results) : 0);
          },
          context);
    }

    private int data(Iterable<OpResult> results) {
      int nodes = 0;
      for (OpResult result : results) {
        nodes += result instanceof OpResult.GetDataResult ? 1 : 0;
      }
      return nodes;
    }
  }
}
