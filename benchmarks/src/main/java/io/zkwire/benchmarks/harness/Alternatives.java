package io.zkwire.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The alternatives of a benchmark of JMH: they take turns, one fork each, and the medians count. A
 * fork finds the server by the property {@code zkwire.benchmarks.connect}. Not thread-safe.
 */
public final class Alternatives {

  /**
   * What an operation allocates, which the profiler leaves out when nothing was allocated at all.
   */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final String RATE = "gc.alloc.rate";

  private final Class<?> benchmark;
  private final long iterationMillis;
  private final boolean allocations;
  private final Map<String, Samples> nanos = new HashMap<>();
  private final Map<String, Samples> bytes = new HashMap<>();

  /**
   * Runs none yet.
   *
   * @param benchmark the class; an alternative is a method of it
   * @param iterationMillis how long one iteration is
   * @param allocations whether allocations are measured too
   */
  public Alternatives(Class<?> benchmark, long iterationMillis, boolean allocations) {
    this.benchmark = benchmark;
    this.iterationMillis = iterationMillis;
    this.allocations = allocations;
  }

  /**
   * Runs all in turns, so many times.
   *
   * @param alternatives their names
   * @param forks how many times
   * @param server the server
   * @param jvmArguments what their JVMs are started with beside the usual
   */
  public void run(
      List<String> alternatives, int forks, ServerProcess server, String... jvmArguments)
      throws Exception {
    for (int fork = 0; fork < forks; fork++) {
      for (String alternative : alternatives) {
        run(alternative, server, jvmArguments);
      }
    }
  }

  private void run(String alternative, ServerProcess server, String... jvmArguments)
      throws RunnerException {
    TimeValue time = TimeValue.milliseconds(iterationMillis);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName() + "." + alternative + "$")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(time)
            .measurementIterations(6)
            .measurementTime(time)
            .jvmArgsPrepend(jvmArguments)
            .jvmArgsAppend("-Dzkwire.benchmarks.connect=" + server.connectString())
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (allocations) {
      options.addProfiler(GCProfiler.class);
    }
    for (RunResult run : new Runner(options.build()).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        fork.getIterationResults().forEach(iteration -> add(alternative, iteration));
      }
    }
  }

  private void add(String alternative, IterationResult iteration) {
    samples(nanos, alternative).add(iteration.getPrimaryResult().getScore());
    if (allocations) {
      samples(bytes, alternative).add(allocated(iteration));
    }
  }

  private static double allocated(IterationResult iteration) {
    var profile = iteration.getSecondaryResults();
    if (profile.containsKey(ALLOCATED)) {
      return profile.get(ALLOCATED).getScore();
    }
    double rate = profile.containsKey(RATE) ? profile.get(RATE).getScore() : Double.NaN;
    if (rate != 0) { // not a number: this JVM does not tell
      throw new IllegalStateException("allocations of this JVM cannot be counted: rate " + rate);
    }
    return 0;
  }

  private static Samples samples(Map<String, Samples> figures, String alternative) {
    return figures.computeIfAbsent(alternative, a -> new Samples());
  }

  /** How long an alternative takes, in nanoseconds. */
  public double nanos(String alternative) {
    return samples(nanos, alternative).median();
  }

  /** How much it allocates, in whole bytes. */
  public double bytes(String alternative) {
    return Math.rint(samples(bytes, alternative).median());
  }
}
