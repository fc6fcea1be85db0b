package io.zkwire.benchmarks.id;

import io.zkwire.IdGenerator;
import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Counts;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.util.List;

/** I1 and I2: numbers of blocks, by one thread or by two, and what they cost ZooKeeper. */
public final class BlockRow implements Row {

  private static final int MILLION = 1_000_000;

  private final boolean two;

  private BlockRow(boolean two) {
    this.two = two;
  }

  /** By one thread. */
  public static Row one() {
    return new BlockRow(false);
  }

  /** By two. */
  public static Row two() {
    return new BlockRow(true);
  }

  @Override
  public String id() {
    return two ? "I2" : "I1";
  }

  @Override
  public String title() {
    return "block IDs, " + (two ? 2 : 1) + " thread(s): CosId SegmentChainId, AtomicLong";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Alternatives ids = new Alternatives(IdBench.class, 500, false);
    int forks = lab.rounds(5, 2);
    if (two) {
      ids.run(List.of("block", "blockTwo", "chainTwo", "atomicTwo"), forks, lab.server());
      double ours = millions(ids, "blockTwo", 2);
      return List.of(
          line("by 2 threads | CosId SegmentChainId", ours, millions(ids, "chainTwo", 2), 6),
          line("by 2 threads | AtomicLong", ours, millions(ids, "atomicTwo", 2), 1),
          line("by 2 threads | ours by 1", ours, millions(ids, "block", 1), 1));
    }
    ids.run(List.of("block", "chain", "atomic"), forks, lab.server());
    double ours = millions(ids, "block", 1);
    return List.of(
        line("by 1 thread | CosId SegmentChainId", ours, millions(ids, "chain", 1), 2),
        line("by 1 thread | AtomicLong", ours, millions(ids, "atomic", 1), 0.5),
        writes(lab.server()));
  }

  private static double millions(Alternatives ids, String alternative, int threads) {
    return threads * 1e3 / ids.nanos(alternative);
  }

  private Line line(String name, double ours, double peer, double factor) {
    return new Line(id(), "IDs " + name, ours, peer, "M/s", Goal.atLeastTimesPeer(factor));
  }

  /** A million IDs from a standing start: how often the stored counter is written. */
  private static Line writes(ServerProcess server) throws Exception {
    Counts counts = new Counts();
    try (CosIdChain chain = new CosIdChain(server.connectString(), "/cosid/writes", 100);
        ZkWire zk = ZkWire.builder().connect(server.connectString()).metrics(counts).start()) {
      IdGenerator ours = zk.ids("bench-writes");
      for (int i = 0; i < MILLION; i++) {
        ours.nextLong();
        chain.generate();
      }
      return new Line(
          "I1",
          "writes a million IDs cost | CosId SegmentChainId, step 100",
          counts.of("zkwire.ids.blocks"),
          chain.segments(),
          "writes",
          Goal.timesPeer(1));
    }
  }
}
