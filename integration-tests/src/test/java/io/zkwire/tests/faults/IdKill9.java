package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.List;

/**
 * A worker, or in turn two, is killed with SIGKILL while all take IDs. How long the next process
 * needs to come up is no matter of IDs: it is waited for, and counted where it was late.
 */
final class IdKill9 extends IdRow {
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration ENOUGH_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int STARTS = 4;

  IdKill9() {
    super("ids-kill9", 50);
  }

  @Override
  int leastIdsARound() {
    return 200_000; // ten million in all
  }

  @Override
  void open(Group group, List<Worker> workers) {
    workers.parallelStream().forEach(worker -> open(group, worker));
  }

  private static void open(Group group, Worker worker) {
    for (int start = 1; ; start++) {
      try {
        group.open(worker);
        return;
      } catch (RoundFailure e) {
        if (start == STARTS) {
          throw e;
        }
        worker.revive();
      }
    }
  }

  @Override
  void round(Group group, Trial trial) {
    trial.phase();
    Worker spared = group.workers().get(trial.number() % group.workers().size());
    List<Worker> others = group.others(spared);
    List<Worker> victims = trial.number() % 3 == 2 ? others : others.subList(0, 1);
    long killed = System.nanoTime();
    victims.forEach(Worker::kill);
    victims.forEach(Worker::revive);
    open(group, victims);
    long took = System.nanoTime() - killed;
    trial.measure(took);
    if (took > ROUND.toNanos()) {
      trial.note(LATE);
    }
    Poll.untilMoment(killed + ROUND.toNanos());
    awaitIds(group, (long) leastIdsARound() * (trial.number() + 1));
  }

  /** A busy machine gives fewer IDs a second: then a round is longer. */
  private static void awaitIds(Group group, long least) {
    long deadline = System.nanoTime() + ENOUGH_WITHIN.toNanos();
    long given = IdLog.total(group.logs());
    while (given < least) {
      if (System.nanoTime() > deadline) {
        throw new RoundFailure(
            "only " + given + " IDs, not " + least + ", after " + ENOUGH_WITHIN.toSeconds() + " s");
      }
      Poll.pass(LOOK);
      given = IdLog.total(group.logs());
    }
  }
}
