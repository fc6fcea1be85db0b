package io.zkwire.benchmarks.config;

import com.netflix.config.ConfigurationManager;
import com.netflix.config.DynamicIntProperty;
import com.netflix.config.DynamicPropertyFactory;
import io.zkwire.Live;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads of one configured number. Run by {@link ReadRow}, one fork at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBench {

  static final String KEY = "bench/read";
  static final String PATH = "/config/" + KEY;
  static final int VALUE = 12_345;

  private static String connectString() {
    return System.getProperty("zkwire.benchmarks.connect", "127.0.0.1:2181");
  }

  private static void expect(int value) {
    if (value != VALUE) {
      throw new IllegalStateException("read " + value + " instead of " + VALUE);
    }
  }

  /** What everything is compared with. */
  @State(Scope.Benchmark)
  public static class PlainField {
    volatile int value = VALUE;
  }

  /** A field that zkwire has bound. */
  @State(Scope.Benchmark)
  public static class BoundField {
    @ZkConfig(KEY)
    volatile int value = 1;

    private ZkWire zk;

    /** Binds it. */
    @Setup
    public void bind() {
      zk = ZkWire.connect(connectString());
      zk.bind(this);
      expect(value);
    }

    /** Ends it. */
    @TearDown
    public void close() {
      zk.close();
    }
  }

  /** A live value of zkwire. */
  @State(Scope.Benchmark)
  public static class LiveValue {
    private ZkWire zk;
    private Live<Integer> value;

    /** Follows the key. */
    @Setup
    public void follow() {
      zk = ZkWire.connect(connectString());
      value = zk.config().live(KEY, Integer.class, 1);
      expect(value.get());
    }

    /** Ends it. */
    @TearDown
    public void close() {
      zk.close();
    }
  }

  /** Netflix Archaius. */
  @State(Scope.Benchmark)
  public static class Archaius {
    private DynamicIntProperty value;

    /** Sets the property. */
    @Setup
    public void set() {
      ConfigurationManager.getConfigInstance().setProperty(KEY, VALUE);
      value = DynamicPropertyFactory.getInstance().getIntProperty(KEY, 1);
      expect(value.get());
    }
  }

  /** Curator's cache of one node. */
  @State(Scope.Benchmark)
  public static class Cached {
    private CuratorFramework client;
    private CuratorCache cache;

    /** Fills the cache. */
    @Setup
    public void fill() throws Exception {
      client = Connections.curator(connectString());
      cache = CuratorCache.build(client, PATH, CuratorCache.Options.SINGLE_NODE_CACHE);
      CountDownLatch filled = new CountDownLatch(1);
      cache
          .listenable()
          .addListener(CuratorCacheListener.builder().forInitialized(filled::countDown).build());
      cache.start();
      if (!filled.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the cache was not filled");
      }
      expect(parsed());
    }

    int parsed() {
      byte[] data = cache.get(PATH).orElseThrow().getData();
      return Integer.parseInt(new String(data, StandardCharsets.UTF_8));
    }

    /** Ends it. */
    @TearDown
    public void close() {
      cache.close();
      client.close();
    }
  }

  /** A plain volatile field. */
  @Benchmark
  public int volatileField(PlainField state) {
    return state.value;
  }

  /** The same, bound. */
  @Benchmark
  public int boundField(BoundField state) {
    return state.value;
  }

  /** Through a handle. */
  @Benchmark
  public Integer liveGet(LiveValue state) {
    return state.value.get();
  }

  /** Archaius. */
  @Benchmark
  public int archaius(Archaius state) {
    return state.value.get();
  }

  /** Curator. */
  @Benchmark
  public int curatorCache(Cached state) {
    return state.parsed();
  }
}
