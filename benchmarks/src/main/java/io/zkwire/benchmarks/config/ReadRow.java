package io.zkwire.benchmarks.config;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.zookeeper.ZooKeeper;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** C1: reading a value. The alternatives take turns, one fork each, and the medians count. */
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
    Map<String, Samples> nanos = new HashMap<>();
    for (int fork = lab.rounds(5, 2); fork > 0; fork--) {
      for (String alternative : ALTERNATIVES) {
        run(alternative, lab, nanos.computeIfAbsent(alternative, name -> new Samples()));
      }
    }
    double plain = median(nanos, "volatileField");
    double field = median(nanos, "boundField");
    double live = median(nanos, "liveGet");
    return List.of(
        new Line("C1", "read a bound field | volatile field", field, plain, "ns", plus(0.5)),
        new Line("C1", "Live.get() | volatile field", live, plain, "ns", plus(1)),
        peer("read a bound field | Archaius property", field, median(nanos, "archaius")),
        peer("read a bound field | CuratorCache, parsed", field, median(nanos, "curatorCache")));
  }

  private static double median(Map<String, Samples> nanos, String alternative) {
    return Objects.requireNonNull(nanos.get(alternative)).median();
  }

  private static Goal plus(double nanos) {
    return Goal.peerPlus(nanos, "ns");
  }

  private static Line peer(String name, double ours, double peer) {
    return new Line("C1", name, ours, peer, "ns", Goal.timesPeer(1));
  }

  private static void run(String alternative, Lab lab, Samples nanos) throws Exception {
    Options options =
        new OptionsBuilder()
            .include("^" + ReadBench.class.getName() + "." + alternative + "$")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(400))
            .measurementIterations(6)
            .measurementTime(TimeValue.milliseconds(400))
            .jvmArgsAppend("-Dzkwire.benchmarks.connect=" + lab.server().connectString())
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    for (RunResult run : new Runner(options).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          nanos.add(iteration.getPrimaryResult().getScore());
        }
      }
    }
  }
}
