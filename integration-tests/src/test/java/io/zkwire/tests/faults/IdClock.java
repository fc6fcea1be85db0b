package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * In turn: a worker is frozen for twice its session, its clock is set an hour forward and back
 * again, its clock is set an hour back, its session ends. A worker whose clock was moved is killed
 * at the end of the round, and another process takes its place with the true time.
 */
final class IdClock extends IdRow {
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  IdClock() {
    super("ids-clock", 20);
  }

  @Override
  Optional<String> leftOut(Machine machine) {
    return machine.faketime().isPresent()
        ? Optional.empty()
        : Optional.of("libfaketime is not installed");
  }

  @Override
  boolean movesClocks() {
    return true;
  }

  @Override
  int leastIdsARound() {
    return 20_000;
  }

  @Override
  void open(Group group, List<Worker> workers) {
    workers.parallelStream().forEach(w -> group.open(w, Ensemble.all(), Style.SHORT));
  }

  @Override
  void round(Group group, Trial trial) {
    Worker victim = group.workers().get(trial.number() / 4 % group.workers().size());
    trial.phase();
    switch (trial.number() % 4) {
      case 0 -> {
        victim.freeze();
        Poll.pass(group.setting().session().multipliedBy(2));
        victim.thaw();
        Poll.pass(A_WHILE);
      }
      case 1 -> {
        move(victim, HOUR_MILLIS);
        move(victim, 0);
        replace(group, victim);
      }
      case 2 -> {
        move(victim, -HOUR_MILLIS);
        replace(group, victim);
      }
      default -> {
        victim.tell("expire");
        Poll.pass(A_WHILE);
      }
    }
  }

  private void replace(Group group, Worker victim) {
    victim.kill();
    victim.moveClock(0);
    victim.revive();
    open(group, List.of(victim));
  }

  private static void move(Worker worker, long shift) {
    worker.moveClock(shift);
    Poll.until("the clock is moved", SEEN_WITHIN, () -> ClockJump.isAt(worker, shift));
    Poll.pass(A_WHILE);
  }
}
