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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * D2: five backends, four of which answer within 5 ms and one within 100 ms. Calls begin at a fixed
 * rate, whether earlier ones have ended or not.
 */
public final class SlowBackendRow implements Row {

  private static final int BACKENDS = 5;
  private static final String SLOW = "10.0.0.0";
  private static final long QUICK_MILLIS = 5;
  private static final long SLOW_MILLIS = 100;
  private static final long EVERY_MICROS = 2_500;
  private static final int WARM_UP = 400;

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
    try (ZkWire zk = ZkWire.connect(lab.server().connectString())) {
      for (int i = 0; i < BACKENDS; i++) {
        zk.endpointStore().add("bench-slow", "10.0.0." + i + ":80");
      }
      int calls = lab.rounds(8_000, 4_000);
      Load quickest = new Load(zk, Balance.LEAST_RESPONSE_TIME, calls);
      Load fewest = new Load(zk, Balance.LEAST_IN_FLIGHT, calls);
      Load robin = new Load(zk, Balance.ROUND_ROBIN, calls);
      Load random = new Load(zk, Balance.RANDOM, calls);
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
    }
  }

  private static Line line(String name, double ours, double peer, String unit, double factor) {
    return new Line("D2", name, ours, peer, unit, factor == 1 ? Goal.timesPeer(1) : third());
  }

  private static Goal third() {
    return new Goal("<= 1/3 x peer", (ours, peer) -> ours <= peer / 3);
  }

  /** One run: calls at a fixed rate with one strategy. */
  private static final class Load {
    private final Samples millis = new Samples();
    private final Map<String, Integer> counts = new HashMap<>();
    private final CountDownLatch ended;
    private final Endpoints endpoints;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Load(ZkWire zk, Balance balance, int calls) throws InterruptedException {
      endpoints = zk.endpoints("bench-slow", DiscoverOptions.defaults().withBalance(balance));
      ended = new CountDownLatch(calls);
      for (int i = 0; i < calls; i++) {
        int number = i;
        timer.schedule(() -> begin(number), i * EVERY_MICROS, TimeUnit.MICROSECONDS);
      }
      if (!ended.await(calls * EVERY_MICROS / 1_000 + 30_000, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(ended.getCount() + " calls did not end");
      }
      timer.shutdownNow();
      endpoints.close();
    }

    private void begin(int number) {
      long begun = System.nanoTime();
      Call call = endpoints.call();
      String host = call.endpoint().host();
      long takes = host.equals(SLOW) ? SLOW_MILLIS : QUICK_MILLIS;
      timer.schedule(() -> end(call, number, host, begun), takes, TimeUnit.MILLISECONDS);
    }

    private void end(Call call, int number, String host, long begun) {
      call.ok();
      call.close();
      if (number >= WARM_UP) {
        millis.addNanos(System.nanoTime() - begun);
        counts.merge(host, 1, Integer::sum);
      }
      ended.countDown();
    }

    double p99() {
      return millis.percentile(99);
    }

    double mean() {
      return millis.sum() / millis.size();
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
