package io.zkwire.tests.faults;

import java.time.Duration;

/** The holder is killed with SIGKILL. */
final class Kill9 extends GroupRow {

  Kill9() {
    super("kill9", 100);
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    trial.phase();
    long killed = System.nanoTime();
    holder.kill();
    holder.revive();
    group.awaitNext(holder, killed);
    long took = group.firstGain(holder, killed) - killed;
    trial.measure(took);
    trial.atMost("the next holder", took, group.takeover().plus(Duration.ofSeconds(1)));
    group.open(holder);
    holder.tell("stand");
  }
}
