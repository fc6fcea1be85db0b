package io.zkwire.benchmarks.config;

import io.zkwire.Live;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.zookeeper.ZooKeeper;

/**
 * C4: from the reconnect until 10,000 keys have been compared, nothing having changed. Both are cut
 * in turn, by closing the client's socket.
 */
public final class ResyncRow implements Row {

  static final int KEYS = 10_000;
  static final String PARENT = "bench/resync";
  private static final int WARM_UP = 3;
  private static final int ALLOWED = KEYS / 500 + 5;

  @Override
  public String id() {
    return "C4";
  }

  @Override
  public String title() {
    return "resynchronise 10,000 keys after a reconnect: CuratorCache";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    ZooKeeper raw = Connections.raw(server);
    Nodes.children(raw, "/config/" + PARENT, KEYS, i -> Integer.toString(1_000_000 + i));
    try (Zkwire ours = new Zkwire(server);
        Cache cache = new Cache(server)) {
      ours.follow();
      cache.follow();
      for (int round = -WARM_UP; round < lab.rounds(15, 5); round++) {
        ours.cut(KEYS, round >= 0);
        cache.cut(KEYS + 1, round >= 0);
      }
      List<Line> lines = lines(ours, cache);
      ours.requireChange(raw);
      return lines;
    } finally {
      Connections.close(raw);
    }
  }

  private static List<Line> lines(Follower ours, Follower cache) {
    return List.of(
        new Line(
            "C4",
            "resynchronise 10,000 keys, p50 | CuratorCache",
            ours.millis.median(),
            cache.millis.median(),
            "ms",
            Goal.timesPeer(0.2)),
        new Line(
            "C4",
            "requests to resynchronise 10,000 keys, p50 | CuratorCache",
            ours.requests.median(),
            cache.requests.median(),
            "requests",
            Goal.atMost(ALLOWED, "requests")),
        new Line(
            "C4",
            "callbacks without a change, all rounds | CuratorCache",
            ours.callbacks.get(),
            cache.callbacks.get(),
            "calls",
            Goal.atMost(0, "calls")));
  }

  private static final class Zkwire extends Follower {
    private final Counts counts = new Counts();
    private final List<Live<Integer>> live = new ArrayList<>();
    private final ZkWire zk;

    Zkwire(ServerProcess server) throws Exception {
      super(server);
      zk = ZkWire.builder().framework(client).metrics(counts).start();
    }

    @Override
    void follow() {
      for (int i = 0; i < KEYS; i++) {
        Live<Integer> value = zk.config().live(PARENT + "/" + Nodes.name(i), Integer.class, -1);
        value.onChange(change -> callbacks.incrementAndGet());
        live.add(value);
      }
    }

    @Override
    long sent() {
      return counts.requests();
    }

    /** A row that counts no callback must be able to see one. */
    void requireChange(ZooKeeper publisher) throws Exception {
      CountDownLatch told = new CountDownLatch(1);
      Live<Integer> last = live.get(KEYS - 1);
      last.onChange(change -> told.countDown());
      publisher.setData("/config/" + PARENT + "/" + Nodes.name(KEYS - 1), Nodes.bytes("7"), -1);
      if (!told.await(30, TimeUnit.SECONDS) || last.get() != 7) {
        throw new IllegalStateException("a real change was not told");
      }
    }

    @Override
    public void close() {
      zk.close();
      super.close();
    }
  }

  private static final class Cache extends Follower {
    private final ServerProcess server;
    private final CuratorCache cache;

    Cache(ServerProcess server) throws Exception {
      super(server);
      this.server = server;
      cache = CuratorCache.build(client, "/config/" + PARENT);
    }

    @Override
    void follow() throws Exception {
      CountDownLatch filled = new CountDownLatch(1);
      cache
          .listenable()
          .addListener(CuratorCacheListener.builder().forInitialized(filled::countDown).build());
      cache.start();
      if (!filled.await(60, TimeUnit.SECONDS) || cache.size() != KEYS + 1) {
        throw new IllegalStateException("the cache was not filled");
      }
      cache.listenable().addListener((type, before, now) -> callbacks.incrementAndGet());
    }

    /** The server counts for it: its requests are too many for a few pings to matter. */
    @Override
    long sent() throws Exception {
      return server.packetsReceived();
    }

    @Override
    public void close() {
      cache.close();
      super.close();
    }
  }
}
