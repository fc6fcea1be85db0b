package io.zkwire.benchmarks.exclusive;

import io.zkwire.HeldLock;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;

/**
 * L6: what the leases of 1,000 processes cost ZooKeeper, from the requests of processes that hold
 * 1, 10 and 100 locks and do nothing else. Curator has no lease: its clients send pings, which are
 * not written.
 */
public final class LeaseCostRow implements Row {

  private static final int PROCESSES = 1_000;
  private static final Duration SESSION = Duration.ofSeconds(15);

  /** One a sixth of the session timeout. */
  private static final double MOST = 6_000.0 * PROCESSES / SESSION.toMillis();

  @Override
  public String id() {
    return "L6";
  }

  @Override
  public String title() {
    return "writes that leases cost, at 1,000 processes: Curator's pings";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    int beats = lab.rounds(24, 5);
    List<Holder> holders = new ArrayList<>();
    try {
      for (int grants : new int[] {1, 10, 100}) {
        holders.add(new Holder(lab.server(), grants));
      }
      for (Holder holder : holders) {
        holder.watch(beats);
      }
      for (Holder holder : holders) {
        holder.await();
      }
    } finally {
      holders.forEach(Holder::close);
    }
    double pings = pings(lab.server());
    List<Line> lines = new ArrayList<>();
    for (Holder holder : holders) {
      lines.add(
          new Line(
              "L6",
              "writes for leases of 1,000 processes, grants each: "
                  + holder.grants
                  + " | Curator's pings",
              Math.rint(holder.perSecond() * PROCESSES),
              Math.rint(pings * PROCESSES),
              "/s",
              Goal.atMost(MOST, "/s")));
    }
    return lines;
  }

  /** Packets a second of a client that holds a lock of Curator's. */
  private static double pings(ServerProcess server) throws Exception {
    CuratorFramework client = Connections.curator(server.connectString());
    try {
      InterProcessMutex mutex = new InterProcessMutex(client, "/bench/held");
      mutex.acquire();
      long packets = server.packetsReceived();
      long start = System.nanoTime();
      Thread.sleep(SESSION.toMillis()); // the interval in which pings are counted
      double perSecond = (server.packetsReceived() - packets) / ((System.nanoTime() - start) / 1e9);
      mutex.release();
      return perSecond;
    } finally {
      client.close();
    }
  }

  /** A process that holds locks. */
  private static final class Holder implements ZkMetrics {
    final int grants;
    private final CountDownLatch watched = new CountDownLatch(1);
    private long requests;
    private int beatsLeft = -1;
    private int beatsWanted;
    private long requestsBefore;
    private long start;
    private double perSecond;
    private final ZkWire zk;
    private final List<HeldLock> held = new ArrayList<>();

    Holder(ServerProcess server, int grants) throws Exception {
      this.grants = grants;
      zk =
          ZkWire.builder()
              .connect(server.connectString())
              .sessionTimeout(SESSION)
              .metrics(this)
              .start();
      for (int i = 0; i < grants; i++) {
        held.add(zk.locks().exclusive("held-" + grants + "-" + i).acquire());
      }
    }

    /** From the next beat on, so many of them. */
    synchronized void watch(int beats) {
      beatsWanted = beats;
      beatsLeft = beats + 1;
    }

    void await() throws InterruptedException {
      if (!watched.await(300, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no beats");
      }
      held.forEach(HeldLock::checkHeld);
    }

    /** All its requests a second. */
    synchronized double perSecond() {
      return perSecond;
    }

    /** A beat is counted before it is sent. */
    @Override
    public synchronized void count(String counter, long by) {
      if (counter.equals("zkwire.requests")) {
        requests += by;
      } else if (counter.equals("zkwire.lease.beats") && beatsLeft > 0) {
        if (beatsLeft > beatsWanted) {
          requestsBefore = requests;
          start = System.nanoTime();
        }
        beatsLeft--;
        if (beatsLeft == 0) {
          perSecond = (requests - requestsBefore) / ((System.nanoTime() - start) / 1e9);
          watched.countDown();
        }
      }
    }

    @Override
    public void gauge(String gauge, LongSupplier value) {}

    void close() {
      zk.close();
    }
  }
}
