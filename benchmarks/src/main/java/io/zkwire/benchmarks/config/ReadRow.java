package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/** C1: reading a value. */
public final class ReadRow implements Row {

  private static final List<String> ALTERNATIVES =
      List.of("volatileField", "boundField", "liveGet", "archaius", "curatorCache");

  @Override
  public String id() {
    return "C1";
  }

  @Override
  public String title() {
    return "read a live value: volatile field, Archaius, CuratorCache";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper zk = Connections.raw(lab.server());
    Nodes.create(zk, ReadBench.PATH, Integer.toString(ReadBench.VALUE));
    Connections.close(zk);
    Alternatives reads = new Alternatives(ReadBench.class, 400, false);
    reads.run(ALTERNATIVES, lab.rounds(5, 2), lab.server());
    double plain = reads.nanos("volatileField");
    double field = reads.nanos("boundField");
    double live = reads.nanos("liveGet");
    return List.of(
        new Line("C1", "read a bound field | volatile field", field, plain, "ns", plus(0.5)),
        new Line("C1", "Live.get() | volatile field", live, plain, "ns", plus(1)),
        peer("read a bound field | Archaius property", field, reads.nanos("archaius")),
        peer("read a bound field | CuratorCache, parsed", field, reads.nanos("curatorCache")));
  }

  private static Goal plus(double nanos) {
    return Goal.peerPlus(nanos, "ns");
  }

  private static Line peer(String name, double ours, double peer) {
    return new Line("C1", name, ours, peer, "ns", Goal.timesPeer(1));
  }
}
