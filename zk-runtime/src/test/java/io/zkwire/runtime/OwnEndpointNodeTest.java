package io.zkwire.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The node of an endpoint while others delete it, at the moments that are hard to meet: a client
 * lets the test act between its requests. A node that was deleted ten times in a row once did not
 * come back.
 */
class OwnEndpointNodeTest {

  /** What happens in place of, or right before, the next request of a kind. */
  private enum Disturbance {
    DELETED_BEFORE_THE_WATCH,
    THE_WATCH_FAILS,
    DELETED_BEFORE_THE_WRITE
  }

  private final Queue<Disturbance> next = new ConcurrentLinkedQueue<>();
  private TestingServer server;
  private CuratorFramework stranger;
  private CuratorFramework disturbed;
  private ZkWire offering;
  private volatile String path;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    stranger = client(null);
    disturbed =
        client((connect, timeout, watcher, readOnly) -> new Disturbed(connect, timeout, watcher));
    offering = ZkWire.builder().framework(disturbed).start();
  }

  private CuratorFramework client(@Nullable ZookeeperFactory factory) throws Exception {
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(server.getConnectString())
            .sessionTimeoutMs(10_000)
            .retryPolicy(new RetryOneTime(100));
    CuratorFramework client =
        factory == null ? builder.build() : builder.zookeeperFactory(factory).build();
    client.start();
    client.blockUntilConnected();
    return client;
  }

  @AfterEach
  void close() throws Exception {
    offering.close();
    disturbed.close();
    stranger.close();
    server.close();
  }

  /** A client that is disturbed in its requests for the node. */
  @SuppressWarnings("try") // its close() waits
  private final class Disturbed extends ZooKeeper {

    Disturbed(String connect, int timeout, Watcher watcher) throws Exception {
      super(connect, timeout, watcher);
    }

    @Override
    public void exists(
        String of, Watcher watcher, AsyncCallback.StatCallback callback, Object context) {
      if (of.equals(path) && next.peek() == Disturbance.THE_WATCH_FAILS) {
        next.remove();
        callback.processResult(Code.CONNECTIONLOSS.intValue(), of, context, null);
        return;
      }
      if (of.equals(path) && next.peek() == Disturbance.DELETED_BEFORE_THE_WATCH) {
        strangerDeletes();
        next.remove();
      }
      super.exists(of, watcher, callback, context);
    }

    @Override
    public void multi(Iterable<Op> ops, AsyncCallback.MultiCallback callback, Object context) {
      if (ops.iterator().next().getPath().equals(path)
          && next.peek() == Disturbance.DELETED_BEFORE_THE_WRITE) {
        strangerDeletes();
        next.remove();
      }
      super.multi(ops, callback, context);
    }
  }

  private void strangerDeletes() {
    try {
      stranger.delete().quietly().forPath(path); // it may not be there again yet
    } catch (Exception e) {
      throw new AssertionError("cannot delete " + path, e);
    }
  }

  private Stat node() throws Exception {
    return stranger.checkExists().forPath(path);
  }

  private void deleteAndAwait() throws Exception {
    long before = node().getCzxid();
    strangerDeletes();
    await()
        .until(
            () -> {
              Stat now = node();
              return now != null && now.getCzxid() != before && next.isEmpty();
            });
  }

  private EndpointRegistration offer() {
    EndpointRegistration own = offering.registrations().register("app1", EndpointOffer.at("h", 80));
    path = "/services/app1/" + own.id();
    return own;
  }

  @Test
  void itComesBackWhenItWasDeletedBeforeItWasWatched() throws Exception {
    offer();
    for (int i = 0; i < 5; i++) {
      next.add(Disturbance.DELETED_BEFORE_THE_WATCH);
      next.add(Disturbance.DELETED_BEFORE_THE_WATCH);
      deleteAndAwait();
      deleteAndAwait();
    }
  }

  /** Nobody told of the next deletion when the request that sets the watch had failed. */
  @Test
  void itComesBackThoughItsWatchCouldNotBeSet() throws Exception {
    offer();
    for (int i = 0; i < 3; i++) {
      next.add(Disturbance.THE_WATCH_FAILS);
      next.add(Disturbance.THE_WATCH_FAILS);
      deleteAndAwait();
    }
    deleteAndAwait();
  }

  @Test
  void itComesBackWhenItWasDeletedBeforeAChange() throws Exception {
    EndpointRegistration own = offer();
    for (int port = 81; port < 86; port++) {
      next.add(Disturbance.DELETED_BEFORE_THE_WRITE);
      own.update(EndpointOffer.at("h", port));
      String wanted = "\"port\":" + port;
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  node() != null
                      && new String(stranger.getData().forPath(path), UTF_8).contains(wanted));
      assertThat(next).isEmpty();
      deleteAndAwait();
    }
  }
}
