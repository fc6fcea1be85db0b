package io.zkwire.benchmarks.id;

import io.zkwire.benchmarks.harness.Connections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import me.ahoo.cosid.segment.IdSegment;
import me.ahoo.cosid.segment.IdSegmentDistributor;
import me.ahoo.cosid.segment.SegmentChainId;
import me.ahoo.cosid.segment.concurrent.PrefetchWorker;
import me.ahoo.cosid.segment.concurrent.PrefetchWorkerExecutorService;
import org.apache.curator.framework.CuratorFramework;

/**
 * CosId's chain of segments with a connection and threads of its own, which end before the
 * connection does. Thread-safe.
 */
final class CosIdChain implements AutoCloseable {

  private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final CuratorFramework client;
  private final CuratorDistributor distributor;
  private final Set<Thread> fetching = ConcurrentHashMap.newKeySet();
  private final PrefetchWorkerExecutorService workers;
  private final SegmentChainId ids;

  /**
   * Connects.
   *
   * @param connectString the server
   * @param path where the counter stands
   * @param step how many numbers a segment has
   */
  CosIdChain(String connectString, String path, long step) throws Exception {
    this.client = Connections.curator(connectString);
    this.distributor = new CuratorDistributor(client, path, step);
    this.workers =
        new PrefetchWorkerExecutorService(
            PrefetchWorkerExecutorService.DEFAULT_PREFETCH_PERIOD,
            Runtime.getRuntime().availableProcessors(),
            false);
    this.ids =
        new SegmentChainId(
            IdSegment.TIME_TO_LIVE_FOREVER,
            SegmentChainId.DEFAULT_SAFE_DISTANCE,
            new Noting(),
            workers);
  }

  /** The same segments; notes the threads that fetch ahead, so that their end can be awaited. */
  private final class Noting implements IdSegmentDistributor {
    @Override
    public String getNamespace() {
      return distributor.getNamespace();
    }

    @Override
    public String getName() {
      return distributor.getName();
    }

    @Override
    public long getStep() {
      return distributor.getStep();
    }

    @Override
    public long nextMaxId(long by) {
      if (Thread.currentThread() instanceof PrefetchWorker) {
        fetching.add(Thread.currentThread());
      }
      return distributor.nextMaxId(by);
    }
  }

  long generate() {
    return ids.generate();
  }

  /** How many segments were taken. */
  long segments() {
    return distributor.segments();
  }

  @Override
  public void close() {
    workers.shutdown();
    try {
      for (Thread worker : fetching) {
        LockSupport.unpark(worker);
        worker.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.close();
    }
  }
}
