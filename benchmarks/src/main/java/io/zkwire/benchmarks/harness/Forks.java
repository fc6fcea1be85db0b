package io.zkwire.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
 * JMH benchmarks that take turns, one fork each, so that what else the machine does meets them all.
 * Not thread-safe.
 */
public final class Forks {

  private final Class<?> benchmarks;
  private final UnaryOperator<ChainedOptionsBuilder> options;
  private final Map<String, Samples> figures = new HashMap<>();

  /**
   * Benchmarks of one class.
   *
   * @param benchmarks the class
   * @param options what their JVMs are started with beside the usual
   */
  public Forks(Class<?> benchmarks, UnaryOperator<ChainedOptionsBuilder> options) {
    this.benchmarks = benchmarks;
    this.options = options;
  }

  /** Runs each of them so many times. */
  public void run(List<String> names, int rounds) throws RunnerException {
    for (int round = rounds; round > 0; round--) {
      for (String name : names) {
        run(name);
      }
    }
  }

  private void run(String name) throws RunnerException {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include("^" + benchmarks.getName() + "." + name + "$")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(400))
            .measurementIterations(6)
            .measurementTime(TimeValue.milliseconds(400))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    for (RunResult run : new Runner(options.apply(builder).build()).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          figures
              .computeIfAbsent(name, n -> new Samples())
              .add(iteration.getPrimaryResult().getScore());
        }
      }
    }
  }

  /** The median of a benchmark that has run. */
  public double median(String name) {
    return Objects.requireNonNull(figures.get(name), name).median();
  }
}
