package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.exclusive.Electorate.Kind;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    String server = Electorate.server(lab);
    int rounds = lab.rounds(50, 2);
    Map<Kind, Integer> passes = new EnumMap<>(Kind.class);
    freeze(server, rounds, passes);
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
    Map<LeaderProcess, Electorate> all = new LinkedHashMap<>();
    try (Electorate roles = Kind.ZKWIRE.connect(server);
        Electorate latches = Kind.LATCH.connect(server)) {
      for (int i = 0; i < OURS; i++) {
        all.put(new LeaderProcess(Kind.ZKWIRE, server, "frozen-" + i), roles);
      }
      for (int i = 0; i < LATCHES; i++) {
        all.put(new LeaderProcess(Kind.LATCH, server, "frozen-" + i), latches);
      }
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<LeaderProcess, Electorate> one : all.entrySet()) {
          one.getKey().standBehind(one.getValue());
          one.getKey().process().signal("STOP");
        }
        for (LeaderProcess one : all.keySet()) {
          one.next().led.await();
        }
        for (LeaderProcess one : all.keySet()) {
          passes.merge(one.kind(), wake(one), Integer::sum);
        }
      }
    } finally {
      all.keySet().forEach(LeaderProcess::close);
    }
  }

  /** It goes on while another leads, and leads again when that one has given up. */
  private static int wake(LeaderProcess frozen) throws Exception {
    frozen.process().signal("CONT");
    int passes = Integer.parseInt(frozen.process().await("WOKE"));
    if (!frozen.next().leads().getAsBoolean()) {
      throw new IllegalStateException("nobody led while the guard was asked");
    }
    frozen.next().close();
    return passes;
  }
}
