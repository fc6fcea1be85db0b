package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;
import org.springframework.aop.framework.ProxyFactory;

/** Calls of one small method while leading. Run by {@link GuardRow}, one fork at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBench {

  private static String connectString() {
    return System.getProperty("zkwire.benchmarks.connect", "127.0.0.1:2181");
  }

  private static void requirePasses(Step step) {
    int before = step.done();
    step.step();
    if (step.done() != before + 1) {
      throw new IllegalStateException("the guard refuses while leading");
    }
  }

  /** An object that nobody guards. */
  @State(Scope.Benchmark)
  public static class Direct {
    final Step step = new Step();
    final AtomicInteger inside = new AtomicInteger();
  }

  /** An object that zkwire guards, in a process that leads. */
  static final class Led {
    final ZkWire zk;
    final Step step;

    Led(String role, LeaseOptions lease) throws Exception {
      zk = ZkWire.builder().connect(connectString()).property("role", role).lease(lease).start();
      step = zk.create(Step.class);
      Leading.await(zk.leadership(role));
      requirePasses(step);
    }

    void end() {
      requirePasses(step);
      zk.close();
    }
  }

  /** Guarded by the lease. */
  @State(Scope.Benchmark)
  public static class Guarded {
    private Led led;
    private Step step;

    /** Leads. */
    @Setup
    public void lead() throws Exception {
      led = new Led("bench-guard", LeaseOptions.defaults());
      step = led.step;
    }

    /** Ends it. */
    @TearDown
    public void close() {
      led.end();
    }
  }

  /** Guarded by the lease, on two clocks. */
  @State(Scope.Benchmark)
  public static class Strict {
    private Led led;
    private Step step;

    /** Leads. */
    @Setup
    public void lead() throws Exception {
      led = new Led("bench-strict", LeaseOptions.defaults().strictClock());
      step = led.step;
    }

    /** Ends it. */
    @TearDown
    public void close() {
      led.end();
    }
  }

  /** Curator's latch, asked in three ways. */
  @State(Scope.Benchmark)
  public static class Latch {
    private CuratorFramework client;
    private LeaderLatch latch;
    private Step override;
    private Step intercepted;
    private Step advised;

    /** Leads. */
    @Setup
    public void lead() throws Exception {
      client = Connections.curator(connectString());
      latch = new LeaderLatch(client, "/bench-latch");
      latch.start();
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the latch does not lead");
      }
      override = new LatchedStep(latch);
      ProxyFactory factory = new ProxyFactory(new Step());
      factory.setProxyTargetClass(true);
      factory.addAdvice((MethodInterceptor) call -> latch.hasLeadership() ? call.proceed() : null);
      intercepted = (Step) factory.getProxy();
      AspectJProxyFactory aspects = new AspectJProxyFactory(new Step());
      aspects.setProxyTargetClass(true);
      aspects.addAspect(new OnlyWhileLeading(latch));
      advised = aspects.getProxy();
    }

    /** Ends it. */
    @TearDown
    public void close() throws Exception {
      latch.close();
      client.close();
    }
  }

  /** A guard written by hand on Curator's latch. */
  static final class LatchedStep extends Step {
    private final LeaderLatch latch;

    LatchedStep(LeaderLatch latch) {
      this.latch = latch;
    }

    @Override
    public void step() {
      if (latch.hasLeadership()) {
        super.step();
      }
    }
  }

  /** A guard as an aspect. */
  @Aspect
  public static final class OnlyWhileLeading {
    private final LeaderLatch latch;

    OnlyWhileLeading(LeaderLatch latch) {
      this.latch = latch;
    }

    /** Lets a call through while leading. */
    @Around("execution(void io.zkwire.benchmarks.exclusive.Step.step())")
    public @Nullable Object around(ProceedingJoinPoint call) throws Throwable {
      return latch.hasLeadership() ? call.proceed() : null;
    }
  }

  /** No guard. */
  @Benchmark
  public void direct(Direct state) {
    state.step.step();
  }

  /** No guard, but counted while it runs: whoever gives up what it needs waits for it. */
  @Benchmark
  public void counted(Direct state) {
    state.inside.getAndIncrement();
    state.step.step();
    state.inside.getAndDecrement();
  }

  /** Our guard. */
  @Benchmark
  public void guarded(Guarded state) {
    state.step.step();
  }

  /** Our guard with two clocks. */
  @Benchmark
  public void strict(Strict state) {
    state.step.step();
  }

  /** What reading the monotonic clock costs here. */
  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }

  /** What reading the wall clock costs here. */
  @Benchmark
  public long millis() {
    return System.currentTimeMillis();
  }

  /** By hand. */
  @Benchmark
  public void latch(Latch state) {
    state.override.step();
  }

  /** Spring's CGLIB proxy with one interceptor. */
  @Benchmark
  public void interceptor(Latch state) {
    state.intercepted.step();
  }

  /** Spring's CGLIB proxy with one aspect. */
  @Benchmark
  public void around(Latch state) {
    state.advised.step();
  }
}
