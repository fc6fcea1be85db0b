package io.zkwire.benchmarks.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * D3: from the call that registers an endpoint to the moment when it is in the list of another
 * client, and to the call of that client's listener. The peer creates a node and reads it after the
 * event; the two take turns.
 */
public final class VisibleRow implements Row {

  private static final int WARM_UP = 3_000; // until the compiler has seen both paths

  @Override
  public String id() {
    return "D3";
  }

  @Override
  public String title() {
    return "registered -> visible: raw event + read";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    String server = lab.server().connectString();
    ZooKeeper registering = Connections.raw(lab.server());
    ZooKeeper watching = Connections.raw(lab.server());
    try (ZkWire offering = ZkWire.connect(server);
        Ours ours = new Ours(offering, server)) {
      Raw raw = new Raw(registering, watching);
      Samples listed = new Samples();
      Samples our = new Samples();
      Samples theirs = new Samples();
      int rounds = WARM_UP + lab.rounds(2_000, 1_000);
      for (int round = 0; round < rounds; round++) {
        long first = round % 2 == 0 ? ours.round(round) : 0;
        long other = raw.round(round);
        long mine = round % 2 == 0 ? first : ours.round(round);
        if (round >= WARM_UP) {
          our.addNanos(mine);
          listed.addNanos(ours.listed());
          theirs.addNanos(other);
        }
      }
      return List.of(
          new Line(
              "D3",
              "registered -> in the list, p50 | raw event + read",
              listed.median(),
              theirs.median(),
              "ms",
              Goal.timesPeer(1.1)),
          new Line(
              "D3",
              "registered -> in the list and told, p50 | raw event + read",
              our.median(),
              theirs.median(),
              "ms",
              Goal.timesPeer(1.1)));
    } finally {
      Connections.close(registering);
      Connections.close(watching);
    }
  }

  private static void await(Semaphore there) throws InterruptedException {
    if (!there.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not become visible");
    }
  }

  /** Ours. */
  private static final class Ours implements AutoCloseable {
    private final ZkWire offering;
    private final ZkWire finding;
    private final Endpoints endpoints;
    private final Semaphore came = new Semaphore(0);
    private final Semaphore went = new Semaphore(0);
    private volatile long inList;
    private volatile long at;
    private long listed;

    Ours(ZkWire offering, String server) {
      this.offering = offering;
      this.finding = ZkWire.builder().connect(server).metrics(new Changes()).start();
      this.endpoints = finding.endpoints("bench-visible");
      endpoints.onChange(
          change -> {
            if (change.added().isEmpty()) {
              went.release();
            } else {
              at = System.nanoTime();
              came.release();
            }
          });
    }

    /** Counted right after the list has become another one. */
    private final class Changes implements ZkMetrics {
      @Override
      public void count(String counter, long by) {
        if (counter.equals("zkwire.endpoints.changes")) {
          inList = System.nanoTime();
        }
      }

      @Override
      public void gauge(String gauge, LongSupplier value) {}
    }

    /** How long the last round took until the list had it. */
    long listed() {
      return listed;
    }

    @Override
    public void close() {
      finding.close();
    }

    long round(int number) throws InterruptedException {
      long begun = System.nanoTime();
      EndpointRegistration own =
          offering
              .registrations()
              .register("bench-visible", EndpointOffer.at("10.0.0.1", 1 + number));
      await(came);
      Endpoint found = endpoints.pick();
      if (found.port() != 1 + number) {
        throw new IllegalStateException("found " + found);
      }
      long took = at - begun;
      while (inList - begun < 0) { // it is counted a moment after listeners are posted
        Thread.onSpinWait();
      }
      listed = inList - begun;
      own.close();
      await(went);
      return took;
    }
  }

  /** A node, its event, its data. */
  private static final class Raw {
    private static final byte[] DATA = new byte[350];

    private final ZooKeeper registering;
    private final ZooKeeper watching;
    private final Semaphore came = new Semaphore(0);
    private volatile long at;

    Raw(ZooKeeper registering, ZooKeeper watching) throws Exception {
      this.registering = registering;
      this.watching = watching;
      Nodes.create(registering, "/bench-visible", "");
      watching.addWatch("/bench-visible", this::event, AddWatchMode.PERSISTENT_RECURSIVE);
    }

    private void event(WatchedEvent event) {
      if (event.getType() == EventType.NodeCreated) {
        watching.getData(
            event.getPath(),
            false,
            (rc, path, ctx, data, stat) -> {
              at = System.nanoTime();
              came.release();
            },
            null);
      }
    }

    long round(int number) throws Exception {
      String path = "/bench-visible/" + number;
      long begun = System.nanoTime();
      registering.create(path, DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
      await(came);
      long took = at - begun;
      registering.delete(path, -1);
      return took;
    }
  }
}
