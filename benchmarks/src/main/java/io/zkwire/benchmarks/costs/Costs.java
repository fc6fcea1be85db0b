package io.zkwire.benchmarks.costs;

import io.zkwire.HeldLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries every operation and counts what it costs; features at a time, each with its own clients.
 */
final class Costs {

  static final String SESSION = "Session";
  static final String BEAT = "a beat of a process that holds one lock";

  /** After so long a silence nothing more comes of an operation. */
  private static final Duration QUIET = Duration.ofMillis(400);

  /** What is looked at again if it differs may be looked at sooner. */
  private static final Duration SHORT_QUIET = Duration.ofMillis(60);

  /** A member's watch is set a second after its node. */
  private static final Duration LATE_WATCH = Duration.ofMillis(1_400);

  private final int port;
  private final int rounds;

  private Costs(int port, int rounds) {
    this.port = port;
    this.rounds = rounds;
  }

  /**
   * Measures all.
   *
   * @param port of a server on loopback that has nothing yet
   * @param rounds how often; the least of each figure counts, since what else happens only adds
   */
  static CostTable measure(int port, int rounds) throws Exception {
    return new Costs(port, rounds).all();
  }

  /**
   * Measures a few in a second or two: configuration, IDs, and a lock that nobody else wants.
   *
   * @param port of a server on loopback that has nothing yet
   */
  static CostTable few(int port) throws Exception {
    CostTable table = new CostTable();
    try (Stage stage = new Stage(port, SHORT_QUIET, table)) {
      Party one = stage.party("one");
      Party other = stage.party("other");
      for (int round = 0; round < 2; round++) { // the first has what a process does once
        new ConfigCosts(stage, one, other).run(round);
        new ExclusiveCosts(stage, one, other).free();
      }
    }
    return table;
  }

  private CostTable all() throws Exception {
    warmUp();
    List<Callable<CostTable>> parts =
        List.of(
            () -> part(QUIET, (stage, one, other) -> new ConfigCosts(stage, one, other)::run),
            () -> part(QUIET, (stage, one, other) -> new ExclusiveCosts(stage, one, other)::run),
            () -> part(LATE_WATCH, (stage, one, other) -> new GroupCosts(stage, one, other)::run),
            () -> part(QUIET, (stage, one, other) -> new WorkCosts(stage, one, other)::run),
            this::beats);
    ExecutorService executor = Executors.newFixedThreadPool(parts.size());
    try {
      CostTable table = new CostTable();
      List<Future<CostTable>> running = new ArrayList<>();
      parts.forEach(part -> running.add(executor.submit(part)));
      for (Future<CostTable> part : running) {
        table.addAll(part.get());
      }
      return table;
    } finally {
      executor.shutdownNow();
    }
  }

  private CostTable part(Duration quiet, Feature feature) throws Exception {
    CostTable table = new CostTable();
    try (Stage stage = new Stage(port, quiet, table)) {
      Rounds work = feature.on(stage, stage.party("one"), stage.party("other"));
      for (int round = 1; round <= rounds; round++) {
        work.run(round);
      }
    }
    return table;
  }

  private CostTable beats() throws Exception {
    CostTable table = new CostTable();
    try (Stage stage = new Stage(port, QUIET, table)) {
      Party holder = stage.party("holder");
      HeldLock held = holder.zk.locks().exclusive("held").acquire();
      stage.beats(SESSION, BEAT, holder);
      held.close();
    }
    return table;
  }

  /** What happens once in a chroot is in no figure. */
  private void warmUp() throws Exception {
    try (Stage stage = new Stage(port, Duration.ofMillis(30), new CostTable())) {
      Party one = stage.party("one");
      Party other = stage.party("other");
      new ConfigCosts(stage, one, other).run(0);
      new ExclusiveCosts(stage, one, other).run(0);
      new GroupCosts(stage, one, other).run(0);
      new WorkCosts(stage, one, other).run(0);
    }
  }

  private interface Feature {
    Rounds on(Stage stage, Party one, Party other);
  }

  private interface Rounds {
    void run(int round) throws Exception;
  }
}
