package io.zkwire.tests.faults;

import java.time.Duration;

/** The root is deleted with all below it while its holder is cut off, or in turn frozen. */
final class RootDeleted extends GroupRow {
  private static final Duration STOPS_AT_MOST = Duration.ofSeconds(3);

  RootDeleted() {
    super("root-deleted", 50);
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    trial.phase();
    int mark = holder.mark();
    if (trial.isOdd()) {
      holder.freeze();
    } else {
      holder.site().cut();
    }
    long hit = System.nanoTime();
    group.observer().deleteAll(group.root());
    long deleted = System.nanoTime();
    group.awaitNext(holder, hit);
    trial.measure(group.firstGain(holder, hit) - deleted);
    if (trial.isOdd()) {
      Poll.untilMoment(hit + group.setting().session().multipliedBy(2).toNanos());
      SigStop.thawAsZombie(group, trial, holder);
    } else {
      holder.await(STOPS_AT_MOST, () -> !holder.since(mark, "drop").isEmpty());
      holder.site().heal();
      Partition.stopped(group, trial, holder, mark, hit);
    }
    group.settle(holder);
    group.awaitStanding(holder);
  }
}
