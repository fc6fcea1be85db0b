package io.zkwire.benchmarks.endpoint;

import io.zkwire.Call;
import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoints;
import io.zkwire.annotation.Balance;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * D2: five backends, four of which answer within 5 ms and one within 100 ms. Calls begin at a fixed
 * rate, whether earlier ones have ended or not. All strategies are called at the same time, each at
 * that rate, so that what holds the machine up holds up all of them; figures are the medians of
 * those of each second.
 */
public final class SlowBackendRow implements Row {

  private static final int BACKENDS = 5;
  private static final String SLOW = "10.0.0.0";
  private static final long QUICK_MILLIS = 5;
  private static final long SLOW_MILLIS = 100;
  private static final long EVERY_MICROS = 2_500;
  private static final int A_SECOND = 400;
  private static final int WARM_UP_SECONDS = 3;

  @Override
  public String id() {
    return "D2";
  }

  @Override
  public String title() {
    return "p99 with one slow backend of five: round robin";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (ZkWire zk = ZkWire.connect(lab.server().connectString())) {
      for (int i = 0; i < BACKENDS; i++) {
        zk.endpointStore().add("bench-slow", "10.0.0." + i + ":80");
      }
      int seconds = WARM_UP_SECONDS + lab.rounds(30, 12);
      Load quickest = new Load(zk, timer, Balance.LEAST_RESPONSE_TIME, seconds);
      Load fewest = new Load(zk, timer, Balance.LEAST_IN_FLIGHT, seconds);
      Load robin = new Load(zk, timer, Balance.ROUND_ROBIN, seconds);
      Load random = new Load(zk, timer, Balance.RANDOM, seconds);
      List<Load> all = List.of(quickest, fewest, robin, random);
      for (int i = 0; i < seconds * A_SECOND; i++) {
        int number = i;
        timer.schedule(
            () -> all.forEach(load -> load.begin(number)),
            number * EVERY_MICROS,
            TimeUnit.MICROSECONDS);
      }
      for (Load each : all) {
        each.await();
      }
      return List.of(
          line("p99, quicker of two | round robin", quickest.p99(), robin.p99(), "ms", 1 / 3.0),
          line("mean, quicker of two | round robin", quickest.mean(), robin.mean(), "ms", 1 / 3.0),
          line("mean, fewer in flight | round robin", fewest.mean(), robin.mean(), "ms", 1),
          new Line(
              "D2",
              "imbalance of the four alike, quicker of two | random",
              quickest.variation(),
              random.variation(),
              "CV",
              Goal.atMost(0.25, "CV")));
    } finally {
      timer.shutdownNow();
    }
  }

  private static Line line(String name, double ours, double peer, String unit, double factor) {
    return new Line("D2", name, ours, peer, unit, factor == 1 ? Goal.timesPeer(1) : third());
  }

  private static Goal third() {
    return Goal.partOfPeer(3);
  }

  /** The calls of one strategy. All but waiting happens on the timer's thread. */
  private static final class Load {
    private final List<Samples> seconds = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final CountDownLatch ended;
    private final Endpoints endpoints;
    private final ScheduledExecutorService timer;

    Load(ZkWire zk, ScheduledExecutorService timer, Balance balance, int seconds) {
      this.timer = timer;
      this.ended = new CountDownLatch(seconds * A_SECOND);
      for (int i = 0; i < seconds; i++) {
        this.seconds.add(new Samples());
      }
      endpoints = zk.endpoints("bench-slow", DiscoverOptions.defaults().withBalance(balance));
    }

    void begin(int number) {
      long begun = System.nanoTime();
      Call call = endpoints.call();
      String host = call.endpoint().host();
      long takes = host.equals(SLOW) ? SLOW_MILLIS : QUICK_MILLIS;
      timer.schedule(() -> end(call, number, host, begun), takes, TimeUnit.MILLISECONDS);
    }

    private void end(Call call, int number, String host, long begun) {
      call.ok();
      call.close();
      int second = number / A_SECOND;
      seconds.get(second).addNanos(System.nanoTime() - begun);
      if (second >= WARM_UP_SECONDS) {
        counts.merge(host, 1, Integer::sum);
      }
      ended.countDown();
    }

    void await() throws InterruptedException {
      if (!ended.await(seconds.size() + 60L, TimeUnit.SECONDS)) {
        throw new IllegalStateException(ended.getCount() + " calls did not end");
      }
      endpoints.close();
    }

    /** The median of a figure of each second. */
    private double median(ToDoubleFunction<Samples> figure) {
      Samples figures = new Samples();
      seconds.stream()
          .skip(WARM_UP_SECONDS)
          .forEach(second -> figures.add(figure.applyAsDouble(second)));
      return figures.median();
    }

    double p99() {
      return median(second -> second.percentile(99));
    }

    double mean() {
      return median(second -> second.sum() / second.size());
    }

    /** The coefficient of variation of how many calls each of the four quick ones had. */
    double variation() {
      double[] quick =
          counts.entrySet().stream()
              .filter(e -> !e.getKey().equals(SLOW))
              .mapToDouble(Map.Entry::getValue)
              .toArray();
      double sum = 0;
      for (double each : quick) {
        sum += each;
      }
      double mean = sum / (BACKENDS - 1);
      double squares = Math.pow(mean, 2) * (BACKENDS - 1 - quick.length);
      for (double each : quick) {
        squares += Math.pow(each - mean, 2);
      }
      return Math.sqrt(squares / (BACKENDS - 1)) / mean;
    }
  }
}
