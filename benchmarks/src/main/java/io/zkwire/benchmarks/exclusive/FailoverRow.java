package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.exclusive.Electorate.Candidate;
import io.zkwire.benchmarks.exclusive.Electorate.Kind;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * L4: from the end of a leader to the moment when the next one is told that it leads. First the
 * leader closes its handle; then it is the only thing in a process, which is killed. A session ends
 * a time after the last request of its client, and ours sends one more often: so it is also
 * measured from there.
 */
public final class FailoverRow implements Row {

  private static final int WARM_UP = 3_000; // until the compiler has seen both paths
  private static final int AT_ONCE = 2;

  @Override
  public String id() {
    return "L4";
  }

  @Override
  public String title() {
    return "failover, leader closes or is killed: LeaderLatch";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    String server = Electorate.server(lab);
    Map<Kind, Samples> closes = closes(server, lab.rounds(1_000, 200));
    Map<Kind, Samples> kills = new EnumMap<>(Kind.class);
    Map<Kind, Samples> ends = new EnumMap<>(Kind.class);
    try (Departures departures = new Departures(lab.server())) {
      for (int round = lab.rounds(15, 2); round > 0; round--) {
        kill(server, departures, kills, ends);
      }
    }
    return List.of(
        line(
            "a leader closes -> the next is told, p50 | LeaderLatch",
            closes,
            Kind.ZKWIRE,
            "ms",
            Goal.timesPeer(1)),
        line(
            "kill -9 -> the next is told, session 4 s, p50 | LeaderLatch",
            kills,
            Kind.ZKWIRE,
            "s",
            Goal.peerPlus(Electorate.LEASE.toMillis() / 1e3, "s")),
        line(
            "the same, session-aware | LeaderLatch",
            kills,
            Kind.SESSION_AWARE,
            "s",
            Goal.peerPlus(0.2, "s")),
        line(
            "end of its session -> the next is told, p50 | LeaderLatch",
            ends,
            Kind.ZKWIRE,
            "s",
            Goal.peerPlus(Electorate.LEASE.toMillis() / 1e3, "s")),
        line(
            "the same from there, session-aware | LeaderLatch",
            ends,
            Kind.SESSION_AWARE,
            "s",
            Goal.peerPlus(0.2, "s")));
  }

  private static Line line(
      String name, Map<Kind, Samples> figures, Kind ours, String unit, Goal goal) {
    return new Line("L4", name, median(figures, ours), median(figures, Kind.LATCH), unit, goal);
  }

  private static double median(Map<Kind, Samples> figures, Kind kind) {
    return Objects.requireNonNull(figures.get(kind)).median();
  }

  private static void add(Map<Kind, Samples> figures, Kind kind, double figure) {
    figures.computeIfAbsent(kind, k -> new Samples()).add(figure);
  }

  // ---- the leader closes

  private static Map<Kind, Samples> closes(String server, int rounds) throws Exception {
    Map<Kind, Samples> millis = new EnumMap<>(Kind.class);
    try (Pair ours = new Pair(Kind.ZKWIRE, server);
        Pair latch = new Pair(Kind.LATCH, server)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        for (Pair pair : round % 2 == 0 ? List.of(ours, latch) : List.of(latch, ours)) {
          double took = pair.handOver() / 1e6;
          if (round >= 0) {
            add(millis, pair.kind, took);
          }
        }
      }
    }
    return millis;
  }

  /** Two clients, one of which leads while the other stands behind it. */
  private static final class Pair implements AutoCloseable {
    private static final String ROLE = "closing";
    final Kind kind;
    private Electorate ahead;
    private Electorate behind;
    private Candidate leader;
    private Candidate next;

    Pair(Kind kind, String server) throws Exception {
      this.kind = kind;
      ahead = kind.connect(server);
      behind = kind.connect(server);
      leader = ahead.stand(ROLE);
      leader.led.await();
      next = behind.stand(ROLE);
      awaitBoth();
    }

    private void awaitBoth() throws Exception {
      while (next.standing() < 2) {
        Thread.onSpinWait();
      }
    }

    /** The leader closes, and stands behind the next one afterwards. */
    long handOver() throws Exception {
      long start = System.nanoTime();
      leader.close();
      long took = next.led.await() - start;
      Candidate last = ahead.stand(ROLE);
      Electorate other = ahead;
      ahead = behind;
      behind = other;
      leader = next;
      next = last;
      awaitBoth();
      return took;
    }

    @Override
    public void close() {
      next.close();
      leader.close();
      ahead.close();
      behind.close();
    }
  }

  // ---- the leader is killed

  private static void kill(
      String server, Departures departures, Map<Kind, Samples> kills, Map<Kind, Samples> ends)
      throws Exception {
    List<LeaderProcess> all = new ArrayList<>();
    Map<Kind, Electorate> next = new EnumMap<>(Kind.class);
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        for (Kind kind : Kind.values()) {
          all.add(new LeaderProcess(kind, server, "killed-" + System.nanoTime()));
        }
      }
      for (Kind kind : Kind.values()) {
        next.put(kind, kind.connect(server));
      }
      for (LeaderProcess leader : all) {
        leader.standBehind(Objects.requireNonNull(next.get(leader.kind())));
      }
      // The session ends a time after the last heartbeat: killed at any moment between two.
      Thread.sleep(Electorate.SESSION_MILLIS + ThreadLocalRandom.current().nextInt(1_000));
      List<Long> killed = new ArrayList<>();
      for (LeaderProcess leader : all) {
        killed.add(System.nanoTime());
        leader.process().kill();
      }
      for (int i = 0; i < all.size(); i++) {
        long told = all.get(i).next().led.await();
        add(kills, all.get(i).kind(), (told - killed.get(i)) / 1e9);
        add(
            ends,
            all.get(i).kind(),
            (told - departures.of(all.get(i).role(), killed.get(i))) / 1e9);
      }
    } finally {
      all.forEach(LeaderProcess::close);
      next.values().forEach(Electorate::close);
    }
  }
}
