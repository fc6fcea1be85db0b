package io.zkwire.benchmarks.id;

import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.runtime.ZkWire;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.ahoo.cosid.snowflake.MillisecondSnowflakeId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** One ID after the other, by one thread and by two. Run by {@link BlockRow} and others. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IdBench {

  private static String connectString() {
    return System.getProperty("zkwire.benchmarks.connect", "127.0.0.1:2181");
  }

  /** Ours. */
  @State(Scope.Benchmark)
  public static class Ours {
    private ZkWire zk;
    private IdGenerator block;
    private IdGenerator snowflake;

    /** Connects. */
    @Setup
    public void connect() {
      zk = ZkWire.connect(connectString());
      block = zk.ids("bench-block");
      snowflake = zk.ids("bench-snowflake", IdOptions.snowflake());
    }

    /** Ends it. */
    @TearDown
    public void close() {
      zk.close();
    }
  }

  /** CosId's chain of segments. */
  @State(Scope.Benchmark)
  public static class Chain {
    private CosIdChain ids;

    /** Connects. */
    @Setup
    public void connect() throws Exception {
      ids = new CosIdChain(connectString(), "/cosid/chain", 10_000);
    }

    /** Ends it. */
    @TearDown
    public void close() {
      ids.close();
    }
  }

  /** CosId's snowflake. */
  @State(Scope.Benchmark)
  public static class Snowflake {
    private final MillisecondSnowflakeId ids = new MillisecondSnowflakeId(1);
  }

  /** What one process alone would do. */
  @State(Scope.Benchmark)
  public static class Counter {
    private final AtomicLong ids = new AtomicLong();
  }

  /** Ours, by blocks. */
  @Benchmark
  public long block(Ours state) {
    return state.block.nextLong();
  }

  /** Ours, by blocks. */
  @Benchmark
  @Threads(2)
  public long blockTwo(Ours state) {
    return state.block.nextLong();
  }

  /** CosId. */
  @Benchmark
  public long chain(Chain state) {
    return state.ids.generate();
  }

  /** CosId. */
  @Benchmark
  @Threads(2)
  public long chainTwo(Chain state) {
    return state.ids.generate();
  }

  /** A counter of the JDK. */
  @Benchmark
  public long atomic(Counter state) {
    return state.ids.incrementAndGet();
  }

  /** A counter of the JDK. */
  @Benchmark
  @Threads(2)
  public long atomicTwo(Counter state) {
    return state.ids.incrementAndGet();
  }

  /** Ours, by time. */
  @Benchmark
  public long snowflake(Ours state) {
    return state.snowflake.nextLong();
  }

  /** CosId, by time. */
  @Benchmark
  public long snowflakePeer(Snowflake state) {
    return state.ids.generate();
  }
}
