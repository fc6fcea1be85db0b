package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.zookeeper.ZooKeeper;

/** C5: heap for each key, as the difference that 10,000 of them make, and threads at rest. */
public final class FootprintRow implements Row {

  private static final int KEYS = 10_000;
  private static final String PARENT = "bench/footprint";

  @Override
  public String id() {
    return "C5";
  }

  @Override
  public String title() {
    return "memory of a bound key and threads: CuratorCache, Curator's client";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server();
    ZooKeeper raw = Connections.raw(server);
    Nodes.children(raw, "/config/" + PARENT, KEYS, i -> Integer.toString(1_000_000 + i));
    Connections.close(raw);
    Samples live = new Samples();
    Samples fields = new Samples();
    Samples cache = new Samples();
    for (int round = -1; round < lab.rounds(5, 2); round++) { // one to warm up
      Samples discarded = new Samples();
      live(server, round < 0 ? discarded : live);
      fields(server, round < 0 ? discarded : fields);
      cache(server, round < 0 ? discarded : cache);
    }
    return List.of(
        bytes("heap for a Live<Integer> of its own key | CuratorCache, a node", live, cache),
        bytes("heap for a bound int field, ten an object | CuratorCache, a node", fields, cache),
        threads(server));
  }

  private static Line bytes(String name, Samples ours, Samples peer) {
    return new Line("C5", name, ours.median(), peer.median(), "B", Goal.atMost(300, "B"));
  }

  private static void live(ServerProcess server, Samples bytes) throws Exception {
    Object[] handles = new Object[KEYS];
    try (ZkWire zk = ZkWire.connect(server.connectString())) {
      zk.config().live(PARENT, String.class, "");
      long before = Resources.heap();
      for (int i = 0; i < KEYS; i++) {
        handles[i] = zk.config().live(PARENT + "/" + Nodes.name(i), Integer.class, -1);
      }
      bytes.add((Resources.heap() - before) / (double) KEYS);
      if (!handles[KEYS - 1].toString().contains("1009999")) {
        throw new IllegalStateException("the last key was not read: " + handles[KEYS - 1]);
      }
    }
  }

  private static void fields(ServerProcess server, Samples bytes) throws Exception {
    TenFields[] objects = new TenFields[KEYS / TenFields.COUNT];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new TenFields();
    }
    try (ZkWire zk = ZkWire.connect(server.connectString())) {
      zk.bind(new TenFields());
      long before = Resources.heap();
      for (TenFields object : objects) {
        zk.bind(object);
      }
      bytes.add((Resources.heap() - before) / (double) KEYS);
    }
    if (!objects[objects.length - 1].bound()) {
      throw new IllegalStateException("the last object was not bound");
    }
  }

  private static void cache(ServerProcess server, Samples bytes) throws Exception {
    CountDownLatch filled = new CountDownLatch(1);
    try (CuratorFramework client = Connections.curator(server.connectString());
        CuratorCache cache = CuratorCache.build(client, "/config/" + PARENT)) {
      cache
          .listenable()
          .addListener(CuratorCacheListener.builder().forInitialized(filled::countDown).build());
      client.checkExists().forPath("/");
      long before = Resources.heap();
      cache.start();
      if (!filled.await(60, TimeUnit.SECONDS) || cache.size() != KEYS + 1) {
        throw new IllegalStateException("the cache was not filled");
      }
      bytes.add((Resources.heap() - before) / (double) KEYS);
    }
  }

  /** Both clients at rest, ours with many keys bound and its callback threads idle. */
  private static Line threads(ServerProcess server) throws Exception {
    Connections.curator(server.connectString()).close(); // starts what all clients share
    long ours;
    Set<Long> before = Resources.threads();
    try (ZkWire zk = ZkWire.connect(server.connectString())) {
      for (int i = 0; i < 1_000; i++) {
        zk.config().live(PARENT + "/" + Nodes.name(i), Integer.class, -1);
      }
      ours = Resources.newAtRest(before);
    }
    before = Resources.threads();
    try (CuratorFramework client = Connections.curator(server.connectString())) {
      client.checkExists().forPath("/");
      return new Line(
          "C5",
          "threads of a ZkWire at rest with 1,000 keys | Curator client",
          ours,
          Resources.newAtRest(before),
          "threads",
          Goal.peerPlus(2, "threads"));
    }
  }
}
