package io.zkwire.benchmarks.cluster;

import io.zkwire.ClusterView;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/**
 * M2: from the creation or deletion of a member's node to the moment when all watchers, each with a
 * session of its own, know it; ours in the view and told to a listener.
 */
public final class SeenRow implements Row {

  private static final int WATCHERS = 10;
  private static final int WARM_UP = 300;

  @Override
  public String id() {
    return "M2";
  }

  @Override
  public String title() {
    return "join or death -> 10 watchers know: raw event and read";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Samples[] ours = {new Samples(), new Samples()};
    Samples[] raw = {new Samples(), new Samples()};
    List<ZkWire> wires = new ArrayList<>();
    ZooKeeper writer = Connections.raw(lab.server());
    try {
      Seen zkwire = new Seen(writer, "ours", WATCHERS);
      for (int i = 0; i < WATCHERS; i++) {
        ZkWire zk = ZkWire.connect(lab.server().connectString());
        wires.add(zk);
        ClusterView view = zk.members("ours");
        view.onChange(change -> zkwire.told(change, view));
      }
      List<RawWatcher> watchers = new ArrayList<>();
      Seen plain = new Seen(writer, "raw", WATCHERS);
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(new RawWatcher(lab.server(), plain));
      }
      int rounds = WARM_UP + lab.rounds(2_000, 500);
      for (int round = 0; round < rounds; round++) {
        boolean first = round % 2 == 0;
        long[] one = (first ? zkwire : plain).round(round);
        long[] two = (first ? plain : zkwire).round(round);
        for (int i = 0; i < 2 && round >= WARM_UP; i++) {
          ours[i].addNanos((first ? one : two)[i]);
          raw[i].addNanos((first ? two : one)[i]);
        }
      }
      for (RawWatcher watcher : watchers) {
        watcher.close();
      }
    } finally {
      wires.forEach(ZkWire::close);
      Connections.close(writer);
    }
    return List.of(line("join", ours[0], raw[0]), line("death", ours[1], raw[1]));
  }

  private static Line line(String what, Samples ours, Samples raw) {
    return new Line(
        "M2",
        what + " -> all of 10 watchers, p50 | raw event and read",
        ours.median(),
        raw.median(),
        "ms",
        Goal.timesPeer(1.1));
  }
}
