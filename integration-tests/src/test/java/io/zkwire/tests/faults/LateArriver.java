package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.time.Duration;

/** The holder is frozen and its session is gone; only then arrives one that never saw it. */
final class LateArriver extends GroupRow {
  private static final Duration STANDS_WITHIN = Duration.ofSeconds(2);

  LateArriver() {
    super("late-arriver", 50);
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void prepare(Ensemble ensemble, Group group) {
    Worker first = group.workers().get(0);
    group.open(first, Ensemble.all(), Style.LONG);
    first.tell("stand");
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitHolder();
    Worker late = group.others(holder).get(trial.number() % 2);
    group.open(late, Ensemble.all(), Style.LONG); // connected, but it has never seen the line
    trial.phase();
    holder.freeze();
    long frozen = System.nanoTime();
    Poll.until(
        "the session of the frozen holder is gone",
        group.setting().session().multipliedBy(2),
        () -> group.observer().standing(group.root()).isEmpty());
    long gone = System.nanoTime();
    late.tell("stand");
    group.awaitNext(holder, frozen);
    long took = group.firstGain(holder, frozen) - gone;
    trial.measure(took);
    trial.check(
        took >= group.setting().lockDelay().toNanos(), "it did not wait for the lock-delay");
    trial.atMost("the late one", took, group.setting().lockDelay().plus(STANDS_WITHIN));
    SigStop.thawAsZombie(group, trial, holder);
    holder.close();
  }
}
