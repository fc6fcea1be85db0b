package io.zkwire.benchmarks.agent;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls and reads of a class that knows nothing of zkwire, with the agent and without. Run by
 * {@link WovenRow}, one fork at a time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LegacyBench {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** The object, once what was mapped has come. */
  @State(Scope.Benchmark)
  public static class Mapped {
    private static final boolean WITH_AGENT = Boolean.getBoolean("zkwire.benchmarks.agent");
    private final Legacy legacy = new Legacy(WovenRow.OWN_LIMIT);

    /** Waits until it leads and its field has the value from ZooKeeper. */
    @Setup
    public void await() throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (WITH_AGENT && !(passes() && legacy.limit() == WovenRow.MAPPED_LIMIT)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("the agent has not mapped the class");
        }
        Thread.sleep(10);
      }
    }

    private boolean passes() {
      int before = legacy.done();
      legacy.step();
      return legacy.done() == before + 1;
    }

    /** It was what was meant to be measured. */
    @TearDown
    public void check() {
      int limit = WITH_AGENT ? WovenRow.MAPPED_LIMIT : WovenRow.OWN_LIMIT;
      if (!passes() || legacy.limit() != limit) {
        throw new IllegalStateException("not mapped any more");
      }
    }
  }

  /** A call; with the agent of a method that only the leader may run. */
  @Benchmark
  public void call(Mapped state) {
    state.legacy.step();
  }

  /** A read of a final field; with the agent one that follows ZooKeeper. */
  @Benchmark
  public int read(Mapped state) {
    return state.legacy.limit();
  }

  /** What reading the monotonic clock costs here. */
  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }
}
