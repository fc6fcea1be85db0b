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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.zookeeper.ZooKeeper;

/**
 * M2: from the creation or deletion of a member's node to the moment when all watchers, each with a
 * session of its own, know it; ours in the view and told to a listener. The peer knows on
 * ZooKeeper's event thread; a second peer hands over to a thread of each watcher, as ours does, so
 * that a listener that takes long holds up no other.
 */
public final class SeenRow implements Row {

  private static final int WATCHERS = 10;
  private static final int WARM_UP = 1_500; // until the compiler has seen both paths

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
    Samples[] handed = {new Samples(), new Samples()};
    List<ZkWire> wires = new ArrayList<>();
    List<RawWatcher> watchers = new ArrayList<>();
    List<ExecutorService> threads = new ArrayList<>();
    ZooKeeper writer = Connections.raw(lab.server());
    try {
      Seen zkwire = new Seen(writer, "ours", WATCHERS);
      Seen plain = new Seen(writer, "raw", WATCHERS);
      Seen threaded = new Seen(writer, "threaded", WATCHERS);
      for (int i = 0; i < WATCHERS; i++) {
        ZkWire zk = ZkWire.connect(lab.server().connectString());
        wires.add(zk);
        ClusterView view = zk.members("ours");
        view.onChange(change -> zkwire.told(change, view));
        watchers.add(new RawWatcher(lab.server(), plain, Runnable::run));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        threads.add(thread);
        watchers.add(new RawWatcher(lab.server(), threaded, thread));
      }
      List<Seen> subjects = List.of(zkwire, plain, threaded);
      List<Samples[]> samples = List.of(ours, raw, handed);
      int rounds = WARM_UP + lab.rounds(2_000, 500);
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < subjects.size(); turn++) {
          int which = (round + turn) % subjects.size();
          long[] took = subjects.get(which).round(round);
          for (int i = 0; i < 2 && round >= WARM_UP; i++) {
            samples.get(which)[i].addNanos(took[i]);
          }
        }
      }
    } finally {
      watchers.forEach(RawWatcher::close);
      threads.forEach(ExecutorService::shutdown);
      wires.forEach(ZkWire::close);
      Connections.close(writer);
    }
    return List.of(
        line("join", "raw event and read", ours[0], raw[0]),
        line("death", "raw event and read", ours[1], raw[1]),
        line("join", "the same and a thread", ours[0], handed[0]),
        line("death", "the same and a thread", ours[1], handed[1]));
  }

  private static Line line(String what, String peer, Samples ours, Samples raw) {
    return new Line(
        "M2",
        what + " -> all of 10 watchers, p50 | " + peer,
        ours.median(),
        raw.median(),
        "ms",
        Goal.timesPeer(1.1));
  }
}
