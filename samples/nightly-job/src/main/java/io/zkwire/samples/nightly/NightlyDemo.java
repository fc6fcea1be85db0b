package io.zkwire.samples.nightly;

import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/**
 * Two processes of the job, played by two connections of one JVM to an embedded ZooKeeper. A night
 * takes a quarter of a second.
 */
public final class NightlyDemo {

  private static final Duration NIGHT = Duration.ofMillis(250);
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 1, 1);
  private static final int NIGHTS = 3;

  private final ReportStore store = new ReportStore(FIRST_NIGHT);
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService timer;

  private NightlyDemo(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Runs it: some nights by one process, then some by the other.
   *
   * @param args none
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    try {
      new NightlyDemo(timer).run();
    } finally {
      timer.shutdownNow();
    }
  }

  private void run() throws InterruptedException {
    try (ZkWire zk = ZkWire.embedded()) {
      try (ZkWire leaving = ZkWire.connect(zk.connectString())) {
        NightlyJob first = job(leaving, "first");
        NightlyJob second = job(zk, "second");
        ScheduledFuture<?> ticks = first.start(timer, NIGHT);
        second.start(timer, NIGHT);
        showReportsOf("first");

        first.archive(FIRST_NIGHT.toString());
        second.archive(FIRST_NIGHT.toString());

        ticks.cancel(false);
        said.add("first closes its connection");
      }
      showReportsOf("second");
    }
  }

  private NightlyJob job(ZkWire zk, String name) {
    Consumer<String> log = text -> said.add(name + " " + text);
    return zk.create(NightlyJob.class, store, new QuickWork(), log);
  }

  private void showReportsOf(String name) throws InterruptedException {
    int reports = 0;
    while (reports < NIGHTS) {
      String line = said.take();
      System.out.println(line);
      reports += line.startsWith(name + " made") ? 1 : 0;
    }
  }

  private static final class QuickWork implements Work {

    @Override
    public String report(LocalDate night) {
      return "all is well on " + night;
    }

    @Override
    public String pack(String report) {
      return "packed: " + report;
    }
  }
}
