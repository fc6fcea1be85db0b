package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.time.Duration;

/**
 * The holder resigns, or in every other round closes its connection, while a guarded call of 200 ms
 * runs.
 */
final class CloseWhileRunning extends GroupRow {
  private static final Duration CALL = Duration.ofMillis(200);

  CloseWhileRunning() {
    super("close-while-running", 50);
  }

  @Override
  boolean stockFails(Kind kind) {
    return !kind.isLock(); // of a lock: not in every round
  }

  @Override
  void prepare(Ensemble ensemble, Group group) {
    group.workers().forEach(w -> enter(group, w));
  }

  private static void enter(Group group, Worker worker) {
    group.open(worker, Ensemble.all(), Style.CALLS);
    worker.tell("stand");
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitHolder();
    group.others(holder).forEach(group::awaitStanding);
    trial.phase();
    long told = System.nanoTime();
    if (trial.isOdd()) {
      holder.close();
    } else {
      holder.tell("resign");
    }
    long took = measureNext(group, trial, holder, told);
    trial.atMost("the next holder", took, CALL.plusSeconds(1));
    if (trial.isOdd()) {
      enter(group, holder);
    }
  }
}
