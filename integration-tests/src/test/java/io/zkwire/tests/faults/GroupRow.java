package io.zkwire.tests.faults;

import java.time.Duration;

/** A fault of one worker: groups go through their rounds side by side. */
abstract class GroupRow extends Row {
  private static final Duration TAKEOVER_MARGIN = Duration.ofSeconds(1);

  GroupRow(String name, int rounds) {
    super(name, rounds);
  }

  /** One round. What is thrown ends it as failed, and all workers are started anew. */
  abstract void round(Group group, Trial trial);

  /**
   * Waits until another than the victim works, and measures how long that took.
   *
   * @param fault when the victim was hit
   * @return how long, in nanoseconds
   */
  static long measureNext(Group group, Trial trial, Worker victim, long fault) {
    group.awaitNext(victim, fault);
    long took = group.firstGain(victim, fault) - fault;
    trial.measure(took);
    return took;
  }

  /**
   * As {@link #measureNext}, after a fault from which the servers learn that the victim is gone.
   */
  static void measureTakeover(Group group, Trial trial, Worker victim, long fault) {
    long took = measureNext(group, trial, victim, fault);
    trial.atMost("the next holder", took, group.takeover().plus(TAKEOVER_MARGIN));
  }
}
