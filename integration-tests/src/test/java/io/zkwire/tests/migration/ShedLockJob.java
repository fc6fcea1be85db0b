package io.zkwire.tests.migration;

import java.time.Duration;
import java.time.Instant;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.zookeeper.curator.ZookeeperCuratorLockProvider;
import org.apache.curator.framework.CuratorFramework;

/** Before: ShedLock. */
final class ShedLockJob implements Job {

  private final LockingTaskExecutor executor;
  private final Duration atMost;
  private final Duration atLeast;

  ShedLockJob(CuratorFramework client, Duration atMost, Duration atLeast) {
    this.executor =
        new DefaultLockingTaskExecutor(new ZookeeperCuratorLockProvider(client, "/shedlock"));
    this.atMost = atMost;
    this.atLeast = atLeast;
  }

  @Override
  public void tick(Runnable work) {
    executor.executeWithLock(
        work, new LockConfiguration(Instant.now(), "nightly", atMost, atLeast));
  }
}
