package io.zkwire.benchmarks.costs;

import io.zkwire.HeldLock;
import io.zkwire.Leadership;
import io.zkwire.benchmarks.costs.Stage.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Leaders and locks. */
final class ExclusiveCosts {

  static final String LEADERS = "Leaders";
  static final String LEAD = "stand for a role that is free, and lead";
  static final String STAND = "stand for a role that another one has";
  static final String CLOSE = "give a role up";
  static final String FOLLOW = "lead after the one before";
  static final String LOCKS = "Locks";
  static final String PAIR = "take a free lock and give it back";
  static final String WAIT = "take a lock after the one before, and give it back";

  private final Stage stage;
  private final Party one;
  private final Party other;

  ExclusiveCosts(Stage stage, Party one, Party other) {
    this.stage = stage;
    this.one = one;
    this.other = other;
  }

  void run(int round) throws Exception {
    leaders("costs-" + round);
    free();
    contended();
  }

  private void leaders(String role) throws Exception {
    one.zk.leadership("warm").close();
    Leadership[] both = new Leadership[2];
    stage.measure(
        LEADERS,
        List.of(new Role(one, LEAD)),
        () -> {
          both[0] = one.zk.leadership(role);
          Awaited.until(() -> both[0].held());
        });
    stage.measure(
        LEADERS, List.of(new Role(other, STAND)), () -> both[1] = other.zk.leadership(role));
    stage.measure(
        LEADERS,
        List.of(new Role(one, CLOSE), new Role(other, FOLLOW)),
        () -> {
          both[0].close();
          Awaited.until(() -> both[1].held());
        });
    both[1].close();
  }

  /** A lock that nobody else wants. */
  void free() throws Exception {
    one.zk.locks().exclusive("free").acquire().close();
    stage.measure(
        LOCKS,
        List.of(new Role(one, PAIR)),
        () -> one.zk.locks().exclusive("free").acquire().close());
  }

  private void contended() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      HeldLock held = one.zk.locks().exclusive("contended").acquire();
      stage.measure(
          LOCKS,
          List.of(new Role(other, WAIT)),
          () -> {
            CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(this::takeAndGiveBack, executor);
            stage.settle();
            held.close();
            waiting.get(60, TimeUnit.SECONDS);
          });
    } finally {
      executor.shutdownNow();
    }
  }

  private void takeAndGiveBack() {
    try {
      other.zk.locks().exclusive("contended").acquire().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
