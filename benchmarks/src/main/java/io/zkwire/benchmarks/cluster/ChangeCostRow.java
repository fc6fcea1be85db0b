package io.zkwire.benchmarks.cluster;

import io.zkwire.ClusterView;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * M3: what a join and a death cost a watcher, at 100, 1,000 and 5,000 members: the time until it
 * has been told, as the exponent of growth, and the nodes that it reads.
 */
public final class ChangeCostRow implements Row {

  private static final int[] SIZES = {100, 1_000, 5_000};
  private static final int WARM_UP = 300;
  private static final int BATCH = 200;

  @Override
  public String id() {
    return "M3";
  }

  @Override
  public String title() {
    return "cost of one change at 100, 1,000 and 5,000 members";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper writer = Connections.raw(lab.server());
    Samples[] millis = {new Samples(), new Samples(), new Samples()};
    double reads = 0;
    try {
      List<Watched> all = new ArrayList<>();
      for (int size : SIZES) {
        all.add(new Watched(lab, writer, size));
      }
      int rounds = WARM_UP + lab.rounds(2_000, 500);
      for (int round = 0; round < rounds; round++) {
        if (round == WARM_UP) {
          all.forEach(Watched::mark);
        }
        for (int i = 0; i < all.size(); i++) {
          long[] took = all.get(i).seen.round(round);
          if (round >= WARM_UP) {
            millis[i].addNanos(took[0] + took[1]);
          }
        }
      }
      for (Watched each : all) {
        reads = Math.max(reads, each.reads() / (rounds - WARM_UP));
        each.zk.close();
      }
    } finally {
      Connections.close(writer);
    }
    double growth = Math.log(millis[2].median() / millis[0].median()) / Math.log(50);
    return List.of(
        new Line(
            "M3",
            "join and death at 5,000 members, p50 | at 100 members",
            millis[2].median(),
            millis[0].median(),
            "ms",
            Goal.timesPeer(1.5)),
        new Line(
            "M3",
            "exponent of growth from 100 to 5,000 members | a constant",
            Math.max(0, growth),
            0,
            "exponent",
            Goal.atMost(0.1, "exponent")),
        new Line(
            "M3",
            "reads of a watcher for a join and a death | one",
            reads,
            1,
            "reads",
            Goal.timesPeer(1)));
  }

  /** A group of some size, and one who watches it. */
  private static final class Watched {
    final Seen seen;
    final ZkWire zk;
    private final Counts counts = new Counts();
    private long marked;

    Watched(Lab lab, ZooKeeper writer, int size) throws Exception {
      String group = "size-" + size;
      seen = new Seen(writer, group, 1);
      fill(writer, size);
      zk = ZkWire.builder().connect(lab.server().connectString()).metrics(counts).start();
      ClusterView view = zk.members(group);
      if (view.all().size() != size) {
        throw new IllegalStateException(view.all().size() + " members of " + size);
      }
      view.onChange(change -> seen.told(change, view));
    }

    private void fill(ZooKeeper writer, int size) throws Exception {
      for (int from = 0; from < size; from += BATCH) {
        List<Op> ops = new ArrayList<>();
        for (int i = from; i < Math.min(size, from + BATCH); i++) {
          String id = "m" + i;
          ops.add(
              Op.create(
                  seen.root() + "/" + id,
                  Nodes.bytes(seen.json(id)),
                  ZooDefs.Ids.OPEN_ACL_UNSAFE,
                  CreateMode.EPHEMERAL));
        }
        writer.multi(ops);
      }
    }

    void mark() {
      marked = counts.of("zkwire.members.read");
    }

    double reads() {
      return counts.of("zkwire.members.read") - marked;
    }
  }
}
