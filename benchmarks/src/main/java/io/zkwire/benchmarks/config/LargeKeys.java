package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooKeeper;

/** Part of C3: how often the connection is lost while 200 keys of 512 KiB are bound. */
final class LargeKeys {

  private static final int BYTES = 512 << 10;

  private final Lab lab;

  LargeKeys(Lab lab) {
    this.lab = lab;
  }

  Line measure() throws Exception {
    ZooKeeper raw = Connections.raw(lab.server());
    List<String> paths =
        Nodes.children(raw, "/config/bench/large", Keys200.COUNT, i -> "v".repeat(BYTES));
    Connections.close(raw);
    int ours = 0;
    int peer = 0;
    for (int round = lab.rounds(5, 1); round > 0; round--) {
      ours += bind();
      peer += multi(paths);
    }
    return new Line(
        "C3",
        "disconnects binding 200 keys of 512 KiB | one multi(getData)",
        ours,
        peer,
        "cuts",
        Goal.atMost(0, "cuts"));
  }

  private int bind() throws Exception {
    try (ZkWire zk = BindRow.connect(lab.server(), "large", new Counts())) {
      AtomicInteger cuts = cuts(zk.curator());
      Keys200 keys = new Keys200();
      zk.bind(keys);
      BindRow.requireLength(keys, BYTES);
      zk.config().read("bench/large"); // what was on its way has arrived
      return cuts.get();
    }
  }

  private int multi(List<String> paths) throws Exception {
    try (CuratorFramework client = Connections.curator(lab.server().connectString())) {
      AtomicInteger cuts = cuts(client);
      try {
        client.getZookeeperClient().getZooKeeper().multi(paths.stream().map(Op::getData).toList());
      } catch (KeeperException.ConnectionLossException e) {
        client.checkExists().forPath("/"); // after the reconnect, so that the cut has been told
      }
      return cuts.get();
    }
  }

  private static AtomicInteger cuts(CuratorFramework client) {
    AtomicInteger cuts = new AtomicInteger();
    client
        .getConnectionStateListenable()
        .addListener(
            (source, state) -> {
              if (state == ConnectionState.SUSPENDED || state == ConnectionState.LOST) {
                cuts.incrementAndGet();
              }
            });
    return cuts;
  }
}
