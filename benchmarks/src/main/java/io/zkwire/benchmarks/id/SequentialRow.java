package io.zkwire.benchmarks.id;

import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** I3: a node for each ID, one after the other and many at once. They take turns. */
public final class SequentialRow implements Row {

  private static final String PEERS = "/bench/sequential";
  private static final int SINGLE = 200;
  private static final int MANY = 2_000;
  private static final int BATCH = 100;
  private static final int WINDOW = 64;
  private static final int WARM_UP = 30; // until the compiler has seen all paths

  private int parents;

  @Override
  public String id() {
    return "I3";
  }

  @Override
  public String title() {
    return "sequential-node IDs: ZooKeeper's create and multi, pipelined, Curator";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper raw = Connections.raw(lab.server());
    CuratorFramework curator = Connections.curator(lab.server().connectString());
    try (ZkWire zk = ZkWire.connect(lab.server().connectString())) {
      Nodes.create(raw, PEERS, "");
      IdGenerator ids = zk.ids("bench-jobs", IdOptions.sequential("job"));
      Work ours = new Work(SINGLE, parent -> single(ids));
      Work create = new Work(SINGLE, parent -> create(raw, parent));
      Work byCurator = new Work(SINGLE, parent -> create(curator, parent));
      Work oursMany = new Work(MANY, parent -> ids.nextLongs(MANY));
      Work multi = new Work(MANY, parent -> multi(raw, parent));
      Work pipelined = new Work(MANY, parent -> pipelined(raw, parent));
      Work answered = new Work(SINGLE, parent -> answered(raw, parent));
      takeTurns(List.of(ours, create, answered, byCurator), raw, lab.rounds(80, 40));
      // Not between them: the nodes that ours removes in the background would slow down others.
      takeTurns(List.of(oursMany, multi, pipelined), raw, lab.rounds(40, 10));
      return List.of(
          line("one after the other | ZooKeeper create", ours, create, 0.95),
          line("one after the other | ZooKeeper create, asynchronous", ours, answered, 0.95),
          line("one after the other | Curator create", ours, byCurator, 1),
          line("2,000 at once | multi of 100, one after the other", oursMany, multi, 0.9),
          line("2,000 at once | ZooKeeper create, 64 pipelined", oursMany, pipelined, 1));
    } finally {
      curator.close();
      Connections.close(raw);
    }
  }

  private void takeTurns(List<Work> all, ZooKeeper raw, int rounds) throws Exception {
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int turn = 0; turn < all.size(); turn++) {
        run(all.get(Math.floorMod(round + turn, all.size())), raw, round >= 0);
      }
    }
  }

  private void run(Work work, ZooKeeper zk, boolean counts) throws Exception {
    String parent = PEERS + "/" + parents++;
    zk.create(parent, null, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    long start = System.nanoTime();
    work.body.run(parent + "/job-");
    double seconds = (System.nanoTime() - start) / 1e9;
    if (counts) {
      work.perSecond.add(work.count / seconds);
    }
  }

  private static Line line(String name, Work ours, Work peer, double factor) {
    return new Line(
        "I3",
        "IDs " + name,
        ours.perSecond.median(),
        peer.perSecond.median(),
        "/s",
        Goal.atLeastTimesPeer(factor));
  }

  private interface Body {
    void run(String prefix) throws Exception;
  }

  /** Something that makes so many IDs, and how fast. */
  private static final class Work {
    final Samples perSecond = new Samples();
    final int count;
    final Body body;

    Work(int count, Body body) {
      this.count = count;
      this.body = body;
    }
  }

  private static void single(IdGenerator ids) {
    for (int i = 0; i < SINGLE; i++) {
      ids.nextLong();
    }
  }

  private static void create(ZooKeeper zk, String prefix) throws Exception {
    for (int i = 0; i < SINGLE; i++) {
      zk.create(prefix, null, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
    }
  }

  /** As ours waits: for an answer that the event thread tells, with the node's Stat. */
  private static void answered(ZooKeeper zk, String prefix) throws Exception {
    for (int i = 0; i < SINGLE; i++) {
      CompletableFuture<String> created = new CompletableFuture<>();
      zk.create(
          prefix,
          null,
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT_SEQUENTIAL,
          (rc, path, context, name, stat) -> created.complete(name),
          null);
      created.get();
    }
  }

  private static void create(CuratorFramework curator, String prefix) throws Exception {
    for (int i = 0; i < SINGLE; i++) {
      curator.create().withMode(CreateMode.PERSISTENT_SEQUENTIAL).forPath(prefix, new byte[0]);
    }
  }

  private static void multi(ZooKeeper zk, String prefix) throws Exception {
    Op create =
        Op.create(prefix, null, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
    for (int i = 0; i < MANY; i += BATCH) {
      List<Op> ops = new ArrayList<>();
      for (int j = 0; j < BATCH; j++) {
        ops.add(create);
      }
      zk.multi(ops);
    }
  }

  private static void pipelined(ZooKeeper zk, String prefix) throws Exception {
    Semaphore window = new Semaphore(WINDOW);
    CountDownLatch done = new CountDownLatch(MANY);
    for (int i = 0; i < MANY; i++) {
      window.acquire();
      zk.create(
          prefix,
          null,
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT_SEQUENTIAL,
          (rc, path, context, name) -> {
            window.release();
            done.countDown();
          },
          null);
    }
    if (!done.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not all nodes were made");
    }
  }
}
