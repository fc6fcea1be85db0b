package io.zkwire.benchmarks.exclusive;

import io.zkwire.HeldLock;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;

/**
 * L3: one lock that many want. A process is a client with a session of its own, in this JVM; it
 * takes the lock and gives it back at once. Ours and the peer take turns.
 */
public final class ContentionRow implements Row {

  private static final int PROCESSES = 4;
  private static final int THREADS = 16;
  private static final long MILLIS = 1_000;
  private static final int WARM_UP = 6_000;
  private static final String LOCK = "bench";

  @Override
  public String id() {
    return "L3";
  }

  @Override
  public String title() {
    return "one lock, 4 processes and 16 threads contending: InterProcessMutex";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    try (Side ours = new Side(lab.server());
        Side peer = new Side(lab.server())) {
      for (int i = 0; i < PROCESSES; i++) {
        ours.add(zkwire(ours, lab));
        peer.add(curator(peer, lab));
      }
      ours.warmUp();
      peer.warmUp();
      for (int round = lab.rounds(12, 5); round > 0; round--) {
        ours.run();
        peer.run();
      }
      return lines(ours, peer);
    }
  }

  private static Contest.Taker zkwire(Side side, Lab lab) throws Exception {
    ZkWire zk = ZkWire.connect(lab.server().connectString());
    side.clients.add(zk::close);
    return () -> {
      HeldLock held = zk.locks().exclusive(LOCK).acquire();
      return held::close;
    };
  }

  private static Contest.Taker curator(Side side, Lab lab) throws Exception {
    CuratorFramework client = Connections.curator(lab.server().connectString());
    side.clients.add(client::close);
    InterProcessMutex mutex = new InterProcessMutex(client, "/bench/mutex");
    return () -> {
      mutex.acquire();
      return mutex::release;
    };
  }

  /** Ours, or the peer. */
  private static final class Side implements AutoCloseable {
    private final ServerProcess server;
    private final List<Runnable> clients = new ArrayList<>();
    final Samples processes = new Samples();
    final Samples requests = new Samples();
    final Samples waits = new Samples();
    final Samples threads = new Samples();
    final Samples otherWaits = new Samples();
    private final List<Contest.Taker> takers = new ArrayList<>();

    Side(ServerProcess server) {
      this.server = server;
    }

    void add(Contest.Taker process) {
      takers.add(process);
    }

    /** Until the compiler has seen it often enough. */
    void warmUp() throws Exception {
      for (int taken = 0; taken < WARM_UP; ) {
        taken += taken(new Contest(takers).run(MILLIS));
      }
    }

    private static int taken(Contest.Outcome outcome) {
      return outcome.waits().stream().mapToInt(Samples::size).sum();
    }

    /** One process each; the threads of the first; and the second beside those. */
    void run() throws Exception {
      long packets = server.packetsReceived();
      Contest.Outcome each = new Contest(takers).run(MILLIS);
      double received = server.packetsReceived() - packets;
      List<Contest.Taker> many = Collections.nCopies(THREADS, takers.get(0));
      Contest.Outcome first = new Contest(many).run(MILLIS);
      List<Contest.Taker> and = new ArrayList<>(many);
      and.add(takers.get(1));
      Contest.Outcome beside = new Contest(and).run(MILLIS);
      processes.add(each.perSecond());
      requests.add(received / taken(each));
      each.waits().forEach(waits::addAll);
      threads.add(first.perSecond());
      otherWaits.addAll(beside.waits().get(THREADS));
    }

    @Override
    public void close() {
      clients.forEach(Runnable::run);
    }
  }

  private static List<Line> lines(Side ours, Side peer) {
    return List.of(
        line(
            "4 processes, taken in all",
            ours.processes.median(),
            peer.processes.median(),
            "/s",
            Goal.atLeastTimesPeer(1.2)),
        line(
            "4 processes, wait p99",
            ours.waits.percentile(99),
            peer.waits.percentile(99),
            "ms",
            Goal.timesPeer(1)),
        line(
            "4 processes, requests of one grant",
            ours.requests.median(),
            peer.requests.median(),
            "requests",
            Goal.timesPeer(1.05)),
        line(
            "16 threads of one process, taken in all",
            ours.threads.median(),
            peer.threads.median(),
            "/s",
            Goal.atLeastTimesPeer(20)),
        line(
            "a second process beside the 16 threads, wait p99",
            ours.otherWaits.percentile(99),
            peer.otherWaits.percentile(99),
            "ms",
            Goal.atMost(100, "ms")));
  }

  private static Line line(String name, double ours, double peer, String unit, Goal goal) {
    return new Line("L3", name + " | InterProcessMutex", ours, peer, unit, goal);
  }
}
