package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;

/**
 * Somebody who follows nodes over a client of his own, whose connection is cut and comes back with
 * the same session.
 */
abstract class Follower implements AutoCloseable {

  final Samples millis = new Samples();
  final Samples requests = new Samples();
  final AtomicInteger callbacks = new AtomicInteger();
  final CuratorFramework client;
  private final AnswerCounter answers = new AnswerCounter();
  private final Semaphore back = new Semaphore(0);
  private volatile long backAt;

  Follower(ServerProcess server) throws Exception {
    client = Connections.curator(server.connectString(), answers);
    client.getConnectionStateListenable().addListener((source, state) -> changed(state));
  }

  /** Starts to follow, and waits for the first values. */
  abstract void follow() throws Exception;

  /** How many requests it has sent. */
  abstract long sent() throws Exception;

  private void changed(ConnectionState state) {
    if (state == ConnectionState.RECONNECTED) {
      backAt = System.nanoTime();
      back.release();
    }
  }

  /** Cuts the connection and measures from its return until all nodes have been read again. */
  void cut(int nodes, boolean counts) throws Exception {
    long session = client.getZookeeperClient().getZooKeeper().getSessionId();
    answers.expect(nodes);
    long before = sent();
    client.getZookeeperClient().getZooKeeper().getTestable().closeSocket();
    if (!back.tryAcquire(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the connection did not come back");
    }
    long done = answers.await();
    if (client.getZookeeperClient().getZooKeeper().getSessionId() != session) {
      throw new IllegalStateException("the session was lost");
    }
    if (counts) {
      millis.addNanos(done - backAt);
      requests.add((double) (sent() - before));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
