package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.exclusive.Electorate.Candidate;
import io.zkwire.benchmarks.exclusive.Electorate.Kind;
import io.zkwire.benchmarks.harness.ChildProcess;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * L5: leaders are stopped until another one leads, and go on while that one leads: how often do
 * their guards still pass? Several processes at once, ours and the peer's.
 */
public final class FreezeRow implements Row {

  private static final int OURS = 4;
  private static final int LATCHES = 2;

  @Override
  public String id() {
    return "L5";
  }

  @Override
  public String title() {
    return "guards that pass after a freeze beyond the session: LeaderLatch";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ServerProcess server = lab.server(Electorate.TICK_MILLIS);
    ZooKeeper raw = Connections.raw(server);
    Electorate.prepare(raw);
    Connections.close(raw);
    int rounds = lab.rounds(50, 2);
    Map<Kind, Integer> passes = new EnumMap<>(Kind.class);
    freeze(server.connectString(), rounds, passes);
    int seen = Objects.requireNonNull(passes.get(Kind.LATCH));
    if (seen == 0) {
      throw new IllegalStateException("no guard of the peer passed: it cannot be seen here");
    }
    return List.of(
        new Line(
            "L5",
            String.format(
                "guards passed in %d freezes of leaders | LeaderLatch, %d freezes",
                rounds * OURS, rounds * LATCHES),
            Objects.requireNonNull(passes.get(Kind.ZKWIRE)),
            seen,
            "passes",
            Goal.atMost(0, "passes")));
  }

  private static void freeze(String server, int rounds, Map<Kind, Integer> passes)
      throws Exception {
    List<Frozen> all = new ArrayList<>();
    try (Electorate roles = Kind.ZKWIRE.connect(server);
        Electorate latches = Kind.LATCH.connect(server)) {
      for (int i = 0; i < OURS; i++) {
        all.add(new Frozen(Kind.ZKWIRE, roles, server, "frozen-" + i));
      }
      for (int i = 0; i < LATCHES; i++) {
        all.add(new Frozen(Kind.LATCH, latches, server, "frozen-" + i));
      }
      for (int round = 0; round < rounds; round++) {
        for (Frozen one : all) {
          one.stop();
        }
        for (Frozen one : all) {
          one.awaitNext();
        }
        for (Frozen one : all) {
          passes.merge(one.kind, one.wake(), Integer::sum);
        }
      }
    } finally {
      all.forEach(Frozen::close);
    }
  }

  /** A process that leads, and one here that leads while that is stopped. */
  private static final class Frozen {
    final Kind kind;
    private final Electorate electorate;
    private final String role;
    private final ChildProcess process;
    private @Nullable Candidate next;

    Frozen(Kind kind, Electorate electorate, String server, String role) throws Exception {
      this.kind = kind;
      this.electorate = electorate;
      this.role = role;
      process = new ChildProcess(LeaderMain.class, List.of(kind.name(), server, role));
    }

    void stop() throws Exception {
      process.await("LEADS");
      next = electorate.stand(role);
      process.signal("STOP");
    }

    void awaitNext() throws InterruptedException {
      Objects.requireNonNull(next).led.await();
    }

    /** It goes on while another leads, and leads again when that one has given up. */
    int wake() throws Exception {
      Candidate leader = Objects.requireNonNull(next);
      process.signal("CONT");
      int passes = Integer.parseInt(process.await("WOKE"));
      if (!leader.leads().getAsBoolean()) {
        throw new IllegalStateException("nobody led while the guard was asked");
      }
      leader.close();
      return passes;
    }

    void close() {
      process.close();
    }
  }
}
