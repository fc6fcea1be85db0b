package io.zkwire.benchmarks.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/** Connected clients for peers and publishers. */
public final class Connections {

  private static final int SESSION_MILLIS = 15_000;

  private Connections() {}

  /** ZooKeeper's own client. */
  public static ZooKeeper raw(ServerProcess server) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper zk =
        new ZooKeeper(
            server.connectString(),
            SESSION_MILLIS,
            event -> {
              if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    if (!connected.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no connection to " + server.connectString());
    }
    return zk;
  }

  /** Ends a client of {@link #raw}. */
  public static void close(ZooKeeper zk) {
    try {
      zk.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Curator, with its own defaults. */
  public static CuratorFramework curator(String connectString) throws Exception {
    return curator(connectString, null);
  }

  /** Curator, with another session timeout. */
  public static CuratorFramework curator(String connectString, int sessionMillis) throws Exception {
    return started(builder(connectString).sessionTimeoutMs(sessionMillis), connectString);
  }

  /**
   * Curator with a client that is told of each answer.
   *
   * @param connectString the server
   * @param factory makes the client, or null for Curator's own
   */
  public static CuratorFramework curator(String connectString, @Nullable ZookeeperFactory factory)
      throws Exception {
    CuratorFrameworkFactory.Builder builder = builder(connectString);
    if (factory != null) {
      builder.zookeeperFactory(factory);
    }
    return started(builder, connectString);
  }

  private static CuratorFrameworkFactory.Builder builder(String connectString) {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty("jute.maxbuffer", Integer.toString(32 << 20));
    return CuratorFrameworkFactory.builder()
        .connectString(connectString)
        .sessionTimeoutMs(SESSION_MILLIS)
        .zkClientConfig(config)
        .retryPolicy(new RetryOneTime(100));
  }

  private static CuratorFramework started(
      CuratorFrameworkFactory.Builder builder, String connectString) throws Exception {
    CuratorFramework client = builder.build();
    client.start();
    if (!client.blockUntilConnected(30, TimeUnit.SECONDS)) {
      client.close();
      throw new IllegalStateException("no connection to " + connectString);
    }
    return client;
  }
}
