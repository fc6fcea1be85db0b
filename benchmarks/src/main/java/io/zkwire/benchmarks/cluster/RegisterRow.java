package io.zkwire.benchmarks.cluster;

import io.zkwire.Membership;
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
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** M1: a thousand members of one connection, until all of them stand. */
public final class RegisterRow implements Row {

  private static final int MEMBERS = 1_000;
  private static final int WARM_UP = 2;

  @Override
  public String id() {
    return "M1";
  }

  @Override
  public String title() {
    return "register 1,000 members: pipelined creates, PersistentNode";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Samples ours = new Samples();
    Samples raw = new Samples();
    Samples persistent = new Samples();
    int rounds = WARM_UP + lab.rounds(20, 5);
    try (ZkWire zk = ZkWire.connect(lab.server().connectString());
        CuratorFramework curator = Connections.curator(lab.server().connectString())) {
      ZooKeeper client = Connections.raw(lab.server());
      byte[] data;
      try (Membership one = zk.join("size", "one")) {
        data = client.getData("/members/size/" + one.id(), false, null);
      }
      for (int round = 0; round < rounds; round++) {
        long a = members(zk, "bench-" + round);
        long b = creates(client, "/raw-" + round, data);
        long c = persistentNodes(curator, "/persistent-" + round, data);
        if (round >= WARM_UP) {
          ours.addNanos(a);
          raw.addNanos(b);
          persistent.addNanos(c);
        }
      }
      Connections.close(client);
    }
    return List.of(
        line("pipelined creates", ours, raw, 1.2), line("PersistentNode", ours, persistent, 1));
  }

  private static Line line(String peer, Samples ours, Samples theirs, double factor) {
    return new Line(
        "M1",
        "register 1,000 members, p50 | " + peer,
        ours.median(),
        theirs.median(),
        "ms",
        Goal.timesPeer(factor));
  }

  /** The node of the group is there before, as that of the peers is. */
  private static long members(ZkWire zk, String group) throws Exception {
    List<CompletableFuture<Membership>> joining = new ArrayList<>(MEMBERS);
    try (Membership first = zk.join(group, "first")) {
      long start = System.nanoTime();
      for (int i = 0; i < MEMBERS; i++) {
        joining.add(zk.joinAsync(group, Nodes.name(i)));
      }
      CompletableFuture.allOf(joining.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
      long took = System.nanoTime() - start;
      if (!first.joined()) {
        throw new IllegalStateException("the first member has left");
      }
      for (CompletableFuture<Membership> each : joining) {
        each.get().close();
      }
      return took;
    }
  }

  private static long creates(ZooKeeper zk, String root, byte[] data) throws Exception {
    Nodes.create(zk, root, "");
    CountDownLatch created = new CountDownLatch(MEMBERS);
    long start = System.nanoTime();
    for (int i = 0; i < MEMBERS; i++) {
      zk.create(
          root + "/" + Nodes.name(i),
          data,
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.EPHEMERAL,
          (rc, path, ctx, name) -> created.countDown(),
          null);
    }
    await(created);
    long took = System.nanoTime() - start;
    for (int i = 0; i < MEMBERS; i++) {
      zk.delete(root + "/" + Nodes.name(i), -1);
    }
    return took;
  }

  private static long persistentNodes(CuratorFramework curator, String root, byte[] data)
      throws Exception {
    curator.create().forPath(root);
    CountDownLatch created = new CountDownLatch(MEMBERS);
    List<PersistentNode> nodes = new ArrayList<>(MEMBERS);
    long start = System.nanoTime();
    for (int i = 0; i < MEMBERS; i++) {
      PersistentNode node =
          new PersistentNode(
              curator, CreateMode.EPHEMERAL, false, root + "/" + Nodes.name(i), data);
      node.getListenable().addListener(path -> created.countDown());
      nodes.add(node);
      node.start();
    }
    await(created);
    long took = System.nanoTime() - start;
    for (PersistentNode node : nodes) {
      node.close();
    }
    return took;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(latch.getCount() + " of them did not come");
    }
  }
}
