package io.zkwire.benchmarks.endpoint;

import io.zkwire.Call;
import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoint;
import io.zkwire.Endpoints;
import io.zkwire.annotation.Balance;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.SimpleObjectProvider;
import reactor.core.publisher.Flux;

/** Picks one of five endpoints. Run by {@link PickRow}, one fork at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBench {

  static final int ENDPOINTS = 5;

  private static String connectString() {
    return System.getProperty("zkwire.benchmarks.connect", "127.0.0.1:2181");
  }

  /** Ours. */
  @State(Scope.Benchmark)
  public static class Ours {
    private ZkWire zk;
    private Endpoints roundRobin;
    private Endpoints weighted;
    private Endpoints quickest;

    /** Follows the domain. */
    @Setup
    public void follow() {
      zk = ZkWire.connect(connectString());
      for (int i = 0; i < ENDPOINTS; i++) {
        zk.endpointStore().add("bench-pick", "10.0.0." + i + ":80");
      }
      roundRobin = zk.endpoints("bench-pick");
      weighted = of(Balance.WEIGHTED);
      quickest = of(Balance.LEAST_RESPONSE_TIME);
      if (roundRobin.list().size() != ENDPOINTS) {
        throw new IllegalStateException("found " + roundRobin.list());
      }
      for (int i = 0; i < 100; i++) {
        quickest.<String, RuntimeException>call(Endpoint::host);
      }
    }

    private Endpoints of(Balance balance) {
      return zk.endpoints("bench-pick", DiscoverOptions.defaults().withBalance(balance));
    }

    /** Ends it. */
    @TearDown
    public void close() {
      zk.close();
    }
  }

  /** Curator's x-discovery, one after the other. */
  @State(Scope.Benchmark)
  public static class XDiscovery {
    private CuratorFramework client;
    private ServiceDiscovery<Void> discovery;
    private ServiceProvider<Void> provider;

    /** Registers and follows. */
    @Setup
    public void follow() throws Exception {
      client = Connections.curator(connectString());
      discovery =
          ServiceDiscoveryBuilder.builder(Void.class).client(client).basePath("/theirs").build();
      discovery.start();
      for (int i = 0; i < ENDPOINTS; i++) {
        discovery.registerService(
            ServiceInstance.<Void>builder()
                .name("bench-pick")
                .address("10.0.0." + i)
                .port(80)
                .build());
      }
      provider = discovery.serviceProviderBuilder().serviceName("bench-pick").build();
      provider.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (provider.getAllInstances().size() < ENDPOINTS) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("found " + provider.getAllInstances());
        }
        Thread.onSpinWait();
      }
    }

    /** Ends it. */
    @TearDown
    public void close() throws Exception {
      provider.close();
      discovery.close();
      client.close();
    }
  }

  /** Spring Cloud LoadBalancer over a list that is there already. */
  @State(Scope.Benchmark)
  public static class Spring {
    private RoundRobinLoadBalancer balancer;

    /** Makes the list. */
    @Setup
    public void make() {
      List<org.springframework.cloud.client.ServiceInstance> all = new ArrayList<>();
      for (int i = 0; i < ENDPOINTS; i++) {
        all.add(new DefaultServiceInstance("i" + i, "bench-pick", "10.0.0." + i, 80, false));
      }
      ServiceInstanceListSupplier supplier =
          new ServiceInstanceListSupplier() {
            @Override
            public String getServiceId() {
              return "bench-pick";
            }

            @Override
            public Flux<List<org.springframework.cloud.client.ServiceInstance>> get() {
              return Flux.just(all);
            }
          };
      balancer = new RoundRobinLoadBalancer(new SimpleObjectProvider<>(supplier), "bench-pick", 0);
    }
  }

  /** One after the other. */
  @Benchmark
  public Endpoint roundRobin(Ours state) {
    return state.roundRobin.pick();
  }

  /** By weights. */
  @Benchmark
  public Endpoint weighted(Ours state) {
    return state.weighted.pick();
  }

  /** The quicker of two. */
  @Benchmark
  public Endpoint quickest(Ours state) {
    return state.quickest.pick();
  }

  /** By a key. */
  @Benchmark
  public Endpoint keyed(Ours state) {
    return state.roundRobin.pick("customer-4711");
  }

  /** A whole call: picked, begun, well, ended. */
  @Benchmark
  public Endpoint call(Ours state) {
    try (Call call = state.quickest.call()) {
      call.ok();
      return call.endpoint();
    }
  }

  /** Curator. */
  @Benchmark
  public ServiceInstance<Void> xDiscovery(XDiscovery state) throws Exception {
    return state.provider.getInstance();
  }

  /** Spring. */
  @Benchmark
  public Response<org.springframework.cloud.client.ServiceInstance> spring(Spring state) {
    return state.balancer.choose().block();
  }
}
