package io.zkwire.benchmarks.agent;

import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/** A1: what the agent adds to a call and to a read, in a program that it was started with. */
public final class WovenRow implements Row {

  static final int OWN_LIMIT = 7;
  static final int MAPPED_LIMIT = 700;

  @Override
  public String id() {
    return "A1";
  }

  @Override
  public String title() {
    return "call a mapped method, read a mapped field: the same program without the agent";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper zk = Connections.raw(lab.server());
    Nodes.create(zk, "/config/" + AgentFiles.KEY, Integer.toString(MAPPED_LIMIT));
    Connections.close(zk);
    Alternatives without = new Alternatives(LegacyBench.class, 400, false);
    Alternatives with = new Alternatives(LegacyBench.class, 400, false);
    try (AgentFiles files = new AgentFiles(lab.server())) {
      for (int round = lab.rounds(5, 1); round > 0; round--) {
        without.run(List.of("call", "read", "nanoTime"), 1, lab.server());
        with.run(
            List.of("call", "read"),
            1,
            lab.server(),
            files.option(),
            "-Dzkwire.benchmarks.agent=true");
      }
      double clock = without.nanos("nanoTime");
      return List.of(
          line(
              "leader-only call while leading | plain call + nanoTime()",
              with.nanos("call"),
              without.nanos("call") + clock),
          line("read a mapped field | plain read", with.nanos("read"), without.nanos("read")));
    }
  }

  private static Line line(String name, double ours, double peer) {
    return new Line("A1", name, ours, peer, "ns", Goal.peerPlus(1, "ns"));
  }
}
