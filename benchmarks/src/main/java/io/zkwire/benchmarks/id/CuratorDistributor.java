package io.zkwire.benchmarks.id;

import java.util.concurrent.atomic.AtomicLong;
import me.ahoo.cosid.segment.IdSegmentDistributor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.atomic.PromotedToLock;
import org.apache.curator.retry.RetryNTimes;

/**
 * What CosId's module for ZooKeeper does, which cannot be had in every repository: segments of
 * CosId's own core from Curator's DistributedAtomicLong. Thread-safe.
 */
final class CuratorDistributor implements IdSegmentDistributor {

  private final DistributedAtomicLong counter;
  private final long step;
  private final AtomicLong segments = new AtomicLong();

  CuratorDistributor(CuratorFramework client, String path, long step) {
    this.step = step;
    this.counter =
        new DistributedAtomicLong(
            client,
            path,
            new RetryNTimes(3, 50),
            PromotedToLock.builder().lockPath(path + "-lock").build());
  }

  /** How many segments were taken. */
  long segments() {
    return segments.get();
  }

  @Override
  public String getNamespace() {
    return "bench";
  }

  @Override
  public String getName() {
    return "ids";
  }

  @Override
  public long getStep() {
    return step;
  }

  @Override
  public long nextMaxId(long by) {
    try {
      AtomicValue<Long> added = counter.add(by);
      if (!added.succeeded()) {
        throw new IllegalStateException("no segment was given");
      }
      segments.incrementAndGet();
      return added.postValue();
    } catch (Exception e) {
      throw new IllegalStateException("no segment was given", e);
    }
  }
}
