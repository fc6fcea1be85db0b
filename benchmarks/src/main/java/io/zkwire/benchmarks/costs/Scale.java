package io.zkwire.benchmarks.costs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What ZooKeeper is asked for by many processes: the measured cost of each operation, times how
 * often it happens at a stated rate. Nothing is measured here.
 */
final class Scale {

  static final String BEGIN = "<!-- scale -->\n";
  static final String END = "<!-- /scale -->";

  private static final int[] PROCESSES = {100, 1_000, 10_000};
  private static final double SESSION_SECONDS = 15;
  private static final double MINUTE = 60;
  private static final double ROLLING_RESTART = 600;
  private static final double FEW = 10;
  private static final double SHARDS_EACH = 4;

  /** Processes that share 1,000 shards, the most of a group, with four each. */
  private static final int SHARING = 250;

  private static final double MIB = 1 << 20;

  /** A ping and its answer, which are counted in no table: 12 and 20 bytes in the protocol. */
  private static final WireCost PING = new WireCost(1, 0, 0, 0, 12, 20);

  /** An event of a path of some 60 characters. */
  private static final WireCost EVENT = new WireCost(0, 0, 0, 1, 0, 92);

  private final CostTable costs;

  Scale(CostTable costs) {
    this.costs = costs;
  }

  private List<Load> loads() {
    List<Load> loads = new ArrayList<>();
    loads.add(
        new Load(
            "A session that rests: a ping each 5 s", n -> PING.times(n * 3 / SESSION_SECONDS)));
    loads.add(
        new Load(
            "Leases: each holds or stands for something; a beat each 2.5 s",
            n -> session(Costs.BEAT).times(n * 6 / SESSION_SECONDS)));
    loads.add(
        new Load(
            "Configuration: each minute a key changes that all follow",
            n ->
                config(ConfigCosts.PUBLISH)
                    .plus(config(ConfigCosts.FOLLOW).times(n))
                    .times(1 / MINUTE)));
    loads.add(
        new Load(
            "Locks: each takes a free one every ten seconds",
            n -> lock(ExclusiveCosts.PAIR).times(n / 10.0)));
    loads.add(
        new Load(
            "IDs: each takes a block of numbers every ten seconds",
            n -> cost(ConfigCosts.IDS, ConfigCosts.BLOCK).times(n / 10.0)));
    loads.add(
        new Load("Members: each state changes every ten seconds, ten views", n -> states(n, FEW)));
    loads.add(new Load("Members: the same, a view in each process", n -> states(n, n)));
    loads.add(
        new Load("Members: all restart within ten minutes, ten views", n -> restarts(n, FEW)));
    loads.add(new Load("Members: the same, a view in each process", n -> restarts(n, n)));
    loads.add(
        new Load(
            "Endpoints: a tenth offers, all follow; the tenth restarts within ten minutes",
            this::endpoints));
    loads.add(
        new Load(
            "Progress: each reports once a second, one board",
            n ->
                work(WorkCosts.PROGRESS, WorkCosts.REPORT)
                    .plus(work(WorkCosts.PROGRESS, WorkCosts.SEE_REPORT))
                    .times(n)));
    loads.add(
        new Load(
            "Commands: one to all each minute",
            n ->
                work(WorkCosts.COMMANDS, WorkCosts.SEND)
                    .plus(work(WorkCosts.COMMANDS, WorkCosts.RECEIVE))
                    .times(n / MINUTE)));
    loads.add(
        new Load(
            "Queues: each puts and takes an item a second",
            n ->
                work(WorkCosts.QUEUES, WorkCosts.PUT)
                    .plus(work(WorkCosts.QUEUES, WorkCosts.TAKE))
                    .times(n)));
    loads.add(
        new Load(
            "Barriers: all pass one each minute, in pairs",
            n -> work(WorkCosts.BARRIERS, WorkCosts.FIRST).times(n / MINUTE)));
    loads.add(
        new Load(
            "Shards: four each, groups of 250 at most, all move within ten minutes",
            n ->
                cost(GroupCosts.SHARDS, GroupCosts.TAKE)
                    .plus(EVENT.times(2.0 * Math.min(n, SHARING)))
                    .times(n * SHARDS_EACH / ROLLING_RESTART)));
    return loads;
  }

  private WireCost states(int processes, double views) {
    return members(GroupCosts.STATE)
        .plus(members(GroupCosts.SEE_STATE).times(views))
        .times(processes / 10.0);
  }

  private WireCost restarts(int processes, double views) {
    WireCost own = members(GroupCosts.JOIN).plus(members(GroupCosts.LEAVE));
    WireCost seen = members(GroupCosts.SEE_JOIN).plus(members(GroupCosts.SEE_LEAVE));
    return own.plus(seen.times(views)).times(processes / ROLLING_RESTART);
  }

  private WireCost endpoints(int processes) {
    WireCost own =
        cost(GroupCosts.ENDPOINTS, GroupCosts.REGISTER)
            .plus(cost(GroupCosts.ENDPOINTS, GroupCosts.WITHDRAW));
    WireCost seen =
        cost(GroupCosts.ENDPOINTS, GroupCosts.SEE_REGISTER)
            .plus(cost(GroupCosts.ENDPOINTS, GroupCosts.SEE_WITHDRAW));
    return own.plus(seen.times(processes)).times(processes / 10.0 / ROLLING_RESTART);
  }

  private WireCost session(String operation) {
    return cost(Costs.SESSION, operation);
  }

  private WireCost config(String operation) {
    return cost(ConfigCosts.CONFIG, operation);
  }

  private WireCost lock(String operation) {
    return cost(ExclusiveCosts.LOCKS, operation);
  }

  private WireCost members(String operation) {
    return cost(GroupCosts.MEMBERS, operation);
  }

  private WireCost work(String feature, String operation) {
    return cost(feature, operation);
  }

  private WireCost cost(String feature, String operation) {
    return costs.of(feature + " | " + operation);
  }

  /** Watches that stand for a process that uses a bit of everything. */
  private double watches() {
    return config(ConfigCosts.BIND).watches()
        + cost(ExclusiveCosts.LEADERS, ExclusiveCosts.STAND).watches()
        + members(GroupCosts.JOIN).watches()
        + members(GroupCosts.VIEW).watches()
        + cost(GroupCosts.ENDPOINTS, GroupCosts.DISCOVER).watches();
  }

  String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            | Load | Requests/s, of them written, at 100 processes | at 1,000 | at 10,000 | Events/s at 100 | at 1,000 | at 10,000 | MiB/s at 100 | at 1,000 | at 10,000 |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    for (Load load : loads()) {
      text.append("| ").append(load.name).append(" |");
      for (int n : PROCESSES) {
        WireCost cost = load.perSecond.apply(n);
        text.append(String.format(" %s (%s) |", number(cost.requests()), number(cost.writes())));
      }
      for (int n : PROCESSES) {
        text.append(String.format(" %s |", number(load.perSecond.apply(n).events())));
      }
      for (int n : PROCESSES) {
        WireCost cost = load.perSecond.apply(n);
        text.append(String.format(" %s |", number((cost.sent() + cost.received()) / MIB)));
      }
      text.append('\n');
    }
    text.append(
        "\nWatches that stand, for a process that follows ten keys, stands for a role, is a");
    text.append(" member, has a view and follows a domain: ");
    text.append(String.format(Locale.ROOT, "%.0f a process", watches()));
    for (int n : PROCESSES) {
      text.append(String.format(", %s at %s", number(watches() * n), number(n)));
    }
    return text.append(".\n").toString();
  }

  private static String number(double value) {
    if (value != 0 && value < 0.005) {
      return "< 0.01";
    }
    int decimals = value >= 10 || value == Math.rint(value) ? 0 : value >= 1 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private record Load(String name, IntFunction<WireCost> perSecond) {}
}
