package io.zkwire.benchmarks.endpoint;

import io.zkwire.EndpointRecord;
import io.zkwire.Endpoints;
import io.zkwire.benchmarks.harness.Alternatives;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.stream.IntStream;

/** D1: picking an endpoint. */
public final class PickRow implements Row {

  private static final List<String> ALTERNATIVES =
      List.of("roundRobin", "weighted", "quickest", "keyed", "call", "xDiscovery", "spring");

  private static final int TEN = 10;
  private static final int KEYS = 100_000;

  @Override
  public String id() {
    return "D1";
  }

  @Override
  public String title() {
    return "pick an endpoint: x-discovery's provider, Spring Cloud LoadBalancer";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Alternatives picks = new Alternatives(PickBench.class, 300, true);
    picks.run(ALTERNATIVES, lab.rounds(5, 1), lab.server());
    double ours = picks.nanos("roundRobin");
    double curator = picks.nanos("xDiscovery");
    double spring = picks.nanos("spring");
    return List.of(
        line("round robin | x-discovery's provider", ours, curator, Goal.timesPeer(0.2)),
        line("round robin | Spring Cloud LoadBalancer", ours, spring, Goal.timesPeer(0.2)),
        most("round robin", ours, curator),
        most("weighted", picks.nanos("weighted"), curator),
        most("quicker of two", picks.nanos("quickest"), curator),
        most("of a key", picks.nanos("keyed"), curator),
        line(
            "a whole call | x-discovery's provider",
            picks.nanos("call"),
            curator,
            Goal.timesPeer(1)),
        new Line(
            "D1",
            "allocation of a pick | x-discovery's provider",
            Math.max(
                picks.bytes("roundRobin"), Math.max(picks.bytes("quickest"), picks.bytes("keyed"))),
            picks.bytes("xDiscovery"),
            "bytes",
            Goal.atMost(0, "bytes")),
        moved(lab));
  }

  /** Of keys that have one of ten endpoints each, how many have another one when one goes. */
  private static Line moved(Lab lab) throws Exception {
    try (ZkWire zk = ZkWire.connect(lab.server().connectString())) {
      List<String> all = IntStream.range(0, TEN).mapToObj(i -> "10.0.0." + i + ":80").toList();
      EndpointRecord record = zk.endpointStore().replace("bench-keys", all, EndpointRecord.ABSENT);
      List<String> before = chosen(zk);
      zk.endpointStore().replace("bench-keys", all.subList(1, TEN), record.version());
      List<String> after = chosen(zk);
      double moved = 0;
      double must = 0;
      for (int i = 0; i < KEYS; i++) {
        moved += before.get(i).equals(after.get(i)) ? 0 : 1;
        must += before.get(i).equals(all.get(0)) ? 1 : 0;
      }
      return new Line(
          "D1",
          "keys that move when one of ten goes | the least that can",
          100 * moved / KEYS,
          100 * must / KEYS,
          "%",
          Goal.timesPeer(1.4));
    }
  }

  private static List<String> chosen(ZkWire zk) {
    try (Endpoints endpoints = zk.endpoints("bench-keys")) {
      return IntStream.range(0, KEYS)
          .mapToObj(i -> endpoints.pick("customer-" + i).address())
          .toList();
    }
  }

  private static Line most(String what, double ours, double peer) {
    return line(what + " | x-discovery's provider", ours, peer, Goal.atMost(30, "ns"));
  }

  private static Line line(String name, double ours, double peer, Goal goal) {
    return new Line("D1", "pick, " + name, ours, peer, "ns", goal);
  }
}
