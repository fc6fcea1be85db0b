package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;

/**
 * C3: the first values of 200 keys of 1 KiB. Everybody keeps one connection and starts anew in each
 * round: we bind another object when the last one has been closed. They take turns. Then the first
 * bind of fresh connections, as at the start of an application, which tells more to the server.
 */
public final class BindRow implements Row {

  private static final int WARM_UP = 200;
  private static final int BYTES = 1 << 10;

  @Override
  public String id() {
    return "C3";
  }

  @Override
  public String title() {
    return "bind 200 keys: one multi, CuratorCache; and 200 keys of 512 KiB";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    ZooKeeper raw = Connections.raw(server);
    CuratorFramework curator = Connections.curator(server.connectString());
    try {
      List<String> paths =
          Nodes.children(raw, "/config/bench/small", Keys200.COUNT, i -> "v".repeat(BYTES));
      Take ours = new Take();
      Take first = new Take();
      Take multi = new Take();
      Take cache = new Take();
      try (ZkWire zk = connect(server, "small", new Counts())) {
        for (int round = -WARM_UP; round < lab.rounds(1_000, 200); round++) {
          bind(zk, ours, round >= 0);
          multi.time(round >= 0, server, () -> multi(raw, paths));
          cache.time(round >= 0, server, () -> cache(curator));
        }
      }
      for (int round = lab.rounds(60, 20); round > 0; round--) {
        bindFirst(server, first);
      }
      List<Line> lines = new ArrayList<>(lines(ours, first, multi, cache));
      lines.add(new LargeKeys(lab).measure());
      return lines;
    } finally {
      curator.close();
      Connections.close(raw);
    }
  }

  private static List<Line> lines(Take ours, Take first, Take multi, Take cache) {
    double millis = ours.millis.median();
    String bind = "bind 200 keys of 1 KiB, p50 | ";
    return List.of(
        line(bind + "one multi(getData)", millis, multi.millis, "ms", Goal.atMost(4, "ms")),
        line(bind + "CuratorCache", millis, cache.millis, "ms", Goal.timesPeer(1)),
        line(
            "the same, first bind of a fresh connection | CuratorCache",
            first.millis.median(),
            cache.millis,
            "ms",
            Goal.timesPeer(1)),
        line(
            "requests of that first bind, p50 | CuratorCache",
            first.requests.median(),
            cache.requests,
            "requests",
            Goal.atMost(6, "requests")));
  }

  private static Line line(String name, double ours, Samples peer, String unit, Goal goal) {
    return new Line("C3", name, ours, peer.median(), unit, goal);
  }

  /** What one of them took in each round. */
  private static final class Take {
    final Samples millis = new Samples();
    final Samples requests = new Samples();

    void time(boolean counts, ServerProcess server, Step step) throws Exception {
      long packets = server.packetsReceived();
      long start = System.nanoTime();
      step.run();
      long nanos = System.nanoTime() - start;
      if (counts) {
        millis.addNanos(nanos);
        requests.add((double) (server.packetsReceived() - packets));
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void bind(ZkWire zk, Take take, boolean counts) {
    Keys200 keys = new Keys200();
    long start = System.nanoTime();
    Binding binding = zk.bind(keys);
    long nanos = System.nanoTime() - start;
    requireLength(keys, BYTES);
    binding.close();
    zk.config().read("bench/small"); // the watch has been taken back when this is answered
    if (counts) {
      take.millis.addNanos(nanos);
    }
  }

  /** What it sends is counted by itself and by the server. */
  private static void bindFirst(ServerProcess server, Take take) throws Exception {
    Counts sent = new Counts();
    try (ZkWire zk = connect(server, "small", sent)) {
      zk.config().read("bench/small"); // what was sent for the connection has been answered
      Keys200 keys = new Keys200();
      long before = sent.requests();
      long packets = server.packetsReceived();
      long start = System.nanoTime();
      zk.bind(keys);
      long nanos = System.nanoTime() - start;
      long requests = sent.requests() - before;
      long received = server.packetsReceived() - packets;
      requireLength(keys, BYTES);
      if (received > requests + 3) { // pings of three connections, and a description of itself
        throw new IllegalStateException(
            "the server received " + received + " packets, zkwire counted " + requests);
      }
      take.millis.addNanos(nanos);
      take.requests.add((double) requests);
    }
  }

  static ZkWire connect(ServerProcess server, String group, Counts counts) {
    return ZkWire.builder()
        .connect(server.connectString())
        .property("group", group)
        .metrics(counts)
        .start();
  }

  static void requireLength(Keys200 keys, int length) {
    String last = keys.last();
    if (last == null || last.length() != length) {
      throw new IllegalStateException("the last field was not set");
    }
  }

  private static void multi(ZooKeeper zk, List<String> paths) throws Exception {
    List<Op> ops = paths.stream().map(Op::getData).toList();
    for (OpResult result : zk.multi(ops)) {
      byte[] data = ((OpResult.GetDataResult) result).getData();
      if (new String(data, StandardCharsets.UTF_8).length() != BYTES) {
        throw new IllegalStateException("the value has a wrong length");
      }
    }
  }

  private static void cache(CuratorFramework client) throws Exception {
    CountDownLatch filled = new CountDownLatch(1);
    try (CuratorCache cache = CuratorCache.build(client, "/config/bench/small")) {
      cache
          .listenable()
          .addListener(CuratorCacheListener.builder().forInitialized(filled::countDown).build());
      cache.start();
      if (!filled.await(30, TimeUnit.SECONDS) || cache.size() != Keys200.COUNT + 1) {
        throw new IllegalStateException("the cache was not filled");
      }
    }
  }
}
