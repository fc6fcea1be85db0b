package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooKeeper;

/**
 * C2: from the publisher's {@code setData} to the new value, ours in the field and told to its
 * listener. Each receiver has a session of its own; they take turns in each round.
 */
public final class PushRow implements Row {

  private static final int WARM_UP = 1_000;

  @Override
  public String id() {
    return "C2";
  }

  @Override
  public String title() {
    return "publish -> field and listener: raw persistent watch, CuratorCache";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper publisher = Connections.raw(lab.server());
    try (Receiver ours = new Zkwire(publisher, lab);
        Receiver raw = new Raw(publisher, lab);
        Receiver cache = new Cache(publisher, lab)) {
      List<Receiver> all = List.of(ours, raw, cache);
      int rounds = WARM_UP + lab.rounds(5_000, 1_000);
      for (int round = 1; round <= rounds; round++) {
        for (int turn = 0; turn < all.size(); turn++) {
          Receiver receiver = all.get((round + turn) % all.size());
          long nanos = receiver.push(publisher, round);
          if (round > WARM_UP) {
            receiver.millis.addNanos(nanos);
          }
        }
      }
      return List.of(line("raw watch + getData", ours, raw), line("CuratorCache", ours, cache));
    } finally {
      Connections.close(publisher);
    }
  }

  private static Line line(String peer, Receiver ours, Receiver theirs) {
    return new Line(
        "C2",
        "publish -> field and listener, p50 | " + peer,
        ours.millis.median(),
        theirs.millis.median(),
        "ms",
        Goal.timesPeer(1.1));
  }

  /** Somebody who follows a node of his own. */
  private abstract static class Receiver implements AutoCloseable {
    final Arrival arrival = new Arrival();
    final Samples millis = new Samples();
    final String path;

    Receiver(ZooKeeper publisher, String path) throws Exception {
      this.path = path;
      Nodes.create(publisher, path, "0");
    }

    long push(ZooKeeper publisher, long value) throws Exception {
      byte[] data = Nodes.bytes(Long.toString(value));
      arrival.expect(value);
      long start = System.nanoTime();
      publisher.setData(path, data, -1);
      return arrival.await() - start;
    }

    void arrived(byte[] data) {
      arrival.value(Long.parseLong(new String(data, StandardCharsets.UTF_8)));
    }

    @Override
    public abstract void close();
  }

  private static final class Zkwire extends Receiver {
    private final ZkWire zk;

    Zkwire(ZooKeeper publisher, Lab lab) throws Exception {
      super(publisher, "/config/" + Pushed.KEY);
      zk = ZkWire.connect(lab.server().connectString());
      zk.bind(new Pushed(arrival));
    }

    @Override
    public void close() {
      zk.close();
    }
  }

  private static final class Raw extends Receiver {
    private final ZooKeeper zk;

    Raw(ZooKeeper publisher, Lab lab) throws Exception {
      super(publisher, "/config/bench/push/raw");
      zk = Connections.raw(lab.server());
      zk.addWatch(path, this::read, AddWatchMode.PERSISTENT);
    }

    private void read(WatchedEvent event) {
      if (event.getType() == EventType.NodeDataChanged) {
        zk.getData(path, false, (rc, path, ctx, data, stat) -> arrived(data), null);
      }
    }

    @Override
    public void close() {
      Connections.close(zk);
    }
  }

  private static final class Cache extends Receiver {
    private final CuratorFramework client;
    private final CuratorCache cache;

    Cache(ZooKeeper publisher, Lab lab) throws Exception {
      super(publisher, "/config/bench/push/cache");
      client = Connections.curator(lab.server().connectString());
      cache = CuratorCache.build(client, path, CuratorCache.Options.SINGLE_NODE_CACHE);
      cache
          .listenable()
          .addListener(
              CuratorCacheListener.builder()
                  .forCreatesAndChanges((before, now) -> arrived(now.getData()))
                  .build());
      cache.start();
    }

    @Override
    public void close() {
      cache.close();
      client.close();
    }
  }
}
