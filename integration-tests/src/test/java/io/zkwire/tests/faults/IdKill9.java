package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.List;

/** A worker, or in turn two, is killed with SIGKILL while all take IDs. */
final class IdKill9 extends IdRow {
  private static final Duration ROUND = Duration.ofSeconds(2);

  IdKill9() {
    super("ids-kill9", 50);
  }

  @Override
  int leastIdsARound() {
    return 200_000; // ten million in all
  }

  @Override
  void open(Group group, List<Worker> workers) {
    workers.parallelStream().forEach(group::open);
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
    trial.measure(System.nanoTime() - killed);
    Poll.untilMoment(killed + ROUND.toNanos());
  }
}
