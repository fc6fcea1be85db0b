package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import java.util.List;

/** L1: a call that is guarded by leadership, while this process leads. */
public final class GuardRow implements Row {

  private static final List<String> ALTERNATIVES =
      List.of(
          "direct",
          "counted",
          "guarded",
          "nanoTime",
          "interceptor",
          "strict",
          "millis",
          "latch",
          "around");

  @Override
  public String id() {
    return "L1";
  }

  @Override
  public String title() {
    return "call a leader-only method: direct call, Spring AOP, LeaderLatch by hand";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Alternatives calls = new Alternatives(GuardBench.class, 300, true);
    calls.run(ALTERNATIVES, lab.rounds(5, 1), lab.server());
    double guarded = calls.nanos("guarded");
    double direct = calls.nanos("direct");
    double clock = calls.nanos("nanoTime");
    double clocks = clock + calls.nanos("millis");
    return List.of(
        line("direct call + nanoTime()", guarded, direct + clock, Goal.peerPlus(2, "ns")),
        line(
            "counted call + nanoTime()",
            guarded,
            calls.nanos("counted") + clock,
            Goal.peerPlus(2, "ns")),
        new Line(
            "L1",
            "two clocks | direct call + nanoTime() + currentTimeMillis()",
            calls.nanos("strict"),
            direct + clocks,
            "ns",
            Goal.peerPlus(2, "ns")),
        line(
            "override + LeaderLatch, no lease",
            guarded,
            calls.nanos("latch"),
            Goal.peerPlus(Math.rint(10 * (clock + 2)) / 10, "ns")),
        line("Spring interceptor, CGLIB", guarded, calls.nanos("interceptor")),
        line("Spring @Around", guarded, calls.nanos("around")),
        new Line(
            "L1",
            "allocation of a guarded call | direct call",
            calls.bytes("guarded"),
            calls.bytes("direct"),
            "bytes",
            Goal.atMost(0, "bytes")));
  }

  private static Line line(String peer, double ours, double theirs) {
    return line(peer, ours, theirs, Goal.timesPeer(1));
  }

  private static Line line(String peer, double ours, double theirs, Goal goal) {
    return new Line("L1", "leader-only call while leading | " + peer, ours, theirs, "ns", goal);
  }
}
