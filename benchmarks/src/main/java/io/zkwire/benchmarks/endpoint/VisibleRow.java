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
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * D3: from the call that registers an endpoint to the listener of another client that has it in its
 * list. The peer creates a node and reads it after the event; the two take turns.
 */
public final class VisibleRow implements Row {

  private static final int WARM_UP = 300;

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
        ZkWire finding = ZkWire.connect(server)) {
      Ours ours = new Ours(offering, finding);
      Raw raw = new Raw(registering, watching);
      Samples our = new Samples();
      Samples theirs = new Samples();
      int rounds = WARM_UP + lab.rounds(2_000, 500);
      for (int round = 0; round < rounds; round++) {
        long first = round % 2 == 0 ? ours.round(round) : 0;
        long other = raw.round(round);
        long mine = round % 2 == 0 ? first : ours.round(round);
        if (round >= WARM_UP) {
          our.addNanos(mine);
          theirs.addNanos(other);
        }
      }
      return List.of(
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
  private static final class Ours {
    private final ZkWire offering;
    private final Endpoints endpoints;
    private final Semaphore came = new Semaphore(0);
    private final Semaphore went = new Semaphore(0);
    private volatile long at;

    Ours(ZkWire offering, ZkWire finding) {
      this.offering = offering;
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
