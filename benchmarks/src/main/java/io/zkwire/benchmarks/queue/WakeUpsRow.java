package io.zkwire.benchmarks.queue;

import io.zkwire.ConsumerOptions;
import io.zkwire.WorkQueue;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;

/**
 * Q2: how many notifications the server sends for one item while 50 consumers are idle, as it
 * counts them itself. Packets sent less packets received count the answers to the question, too.
 */
public final class WakeUpsRow implements Row {

  private static final int CONSUMERS = 50;

  /** Until all who were woken have found that there is nothing left, and wait again. */
  private static final long SETTLE_MILLIS = 500;

  @Override
  public String id() {
    return "Q2";
  }

  @Override
  public String title() {
    return "notifications an item with 50 idle consumers: SimpleDistributedQueue.take";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    int items = lab.rounds(40, 8);
    double ours = ours(server, items);
    double peer = peer(server, items);
    return List.of(
        new Line(
            "Q2",
            "notifications an item, 50 idle | SimpleDistributedQueue",
            ours,
            peer,
            "notifications",
            Goal.atMost(1.2, "notifications")));
  }

  private static double ours(ServerProcess server, int items) throws Exception {
    List<ZkWire> clients = new ArrayList<>();
    Semaphore taken = new Semaphore(0);
    try {
      for (int i = 0; i < CONSUMERS; i++) {
        ZkWire zk = ZkWire.connect(server.connectString());
        clients.add(zk);
        zk.queue("wake", String.class)
            .consume(ConsumerOptions.defaults(), (item, delivery) -> taken.release());
      }
      ZkWire putting = ZkWire.connect(server.connectString());
      clients.add(putting);
      WorkQueue<String> queue = putting.queue("wake", String.class);
      return items(server, items, taken, () -> queue.put("x"));
    } finally {
      clients.forEach(ZkWire::close);
    }
  }

  private static double peer(ServerProcess server, int items) throws Exception {
    List<CuratorFramework> clients = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Semaphore taken = new Semaphore(0);
    try {
      for (int i = 0; i < CONSUMERS; i++) {
        CuratorFramework client = Connections.curator(server.connectString());
        clients.add(client);
        Thread thread = new Thread(() -> take(client, taken), "taker " + i);
        threads.add(thread);
        thread.start();
      }
      CuratorFramework putting = Connections.curator(server.connectString());
      clients.add(putting);
      SimpleDistributedQueue queue = new SimpleDistributedQueue(putting, "/wake");
      byte[] item = "x".getBytes(StandardCharsets.UTF_8);
      return items(server, items, taken, () -> queue.offer(item));
    } finally {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
      clients.forEach(CuratorFramework::close);
    }
  }

  private static void take(CuratorFramework client, Semaphore taken) {
    SimpleDistributedQueue queue = new SimpleDistributedQueue(client, "/wake");
    try {
      while (true) {
        queue.take();
        taken.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Put {
    void put() throws Exception;
  }

  private static double items(ServerProcess server, int items, Semaphore taken, Put put)
      throws Exception {
    one(taken, put); // its nodes stand
    LongSupplier unasked = server::notifications;
    long before = unasked.getAsLong();
    for (int i = 0; i < items; i++) {
      one(taken, put);
    }
    return Math.rint(100.0 * (unasked.getAsLong() - before) / items) / 100;
  }

  private static void one(Semaphore taken, Put put) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    put.put();
    if (!taken.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an item was not taken");
    }
    Thread.sleep(SETTLE_MILLIS);
  }
}
