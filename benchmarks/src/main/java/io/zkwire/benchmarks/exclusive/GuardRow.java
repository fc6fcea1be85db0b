package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * L1: a call that is guarded by leadership, while this process leads. The alternatives take turns,
 * one fork each, and the medians count.
 */
public final class GuardRow implements Row {

  private static final List<String> ALTERNATIVES =
      List.of(
          "direct", "guarded", "nanoTime", "interceptor", "strict", "millis", "latch", "around");

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Override
  public String id() {
    return "L1";
  }

  @Override
  public String title() {
    return "call a leader-only method: direct call, Spring AOP, LeaderLatch by hand";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Map<String, Samples> figures = new HashMap<>();
    for (int fork = lab.rounds(5, 1); fork > 0; fork--) {
      for (String alternative : ALTERNATIVES) {
        run(alternative, lab, figures);
      }
    }
    double guarded = median(figures, "guarded");
    double direct = median(figures, "direct");
    double clock = median(figures, "nanoTime");
    double clocks = clock + median(figures, "millis");
    double bytes = Math.rint(median(figures, "guarded" + ALLOCATED));
    double without = Math.rint(median(figures, "direct" + ALLOCATED));
    return List.of(
        line("direct call + nanoTime()", guarded, direct + clock, Goal.peerPlus(2, "ns")),
        new Line(
            "L1",
            "two clocks | direct call + nanoTime() + currentTimeMillis()",
            median(figures, "strict"),
            direct + clocks,
            "ns",
            Goal.peerPlus(2, "ns")),
        line(
            "override + LeaderLatch, no lease",
            guarded,
            median(figures, "latch"),
            Goal.peerPlus(Math.rint(10 * (clock + 2)) / 10, "ns")),
        line("Spring interceptor, CGLIB", guarded, median(figures, "interceptor")),
        line("Spring @Around", guarded, median(figures, "around")),
        new Line(
            "L1",
            "allocation of a guarded call | direct call",
            bytes,
            without,
            "bytes",
            Goal.atMost(0, "bytes")));
  }

  private static double median(Map<String, Samples> figures, String alternative) {
    return Objects.requireNonNull(figures.get(alternative)).median();
  }

  private static Line line(String peer, double ours, double theirs) {
    return line(peer, ours, theirs, Goal.timesPeer(1));
  }

  private static Line line(String peer, double ours, double theirs, Goal goal) {
    return new Line("L1", "leader-only call while leading | " + peer, ours, theirs, "ns", goal);
  }

  private static void run(String alternative, Lab lab, Map<String, Samples> figures)
      throws Exception {
    Options options =
        new OptionsBuilder()
            .include("^" + GuardBench.class.getName() + "." + alternative + "$")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(6)
            .measurementTime(TimeValue.milliseconds(300))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Dzkwire.benchmarks.connect=" + lab.server().connectString())
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    for (RunResult run : new Runner(options).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          add(figures, alternative, iteration.getPrimaryResult());
          add(
              figures,
              alternative + ALLOCATED,
              Objects.requireNonNull(iteration.getSecondaryResults().get(ALLOCATED)));
        }
      }
    }
  }

  private static void add(Map<String, Samples> figures, String name, Result<?> result) {
    figures.computeIfAbsent(name, n -> new Samples()).add(result.getScore());
  }
}
