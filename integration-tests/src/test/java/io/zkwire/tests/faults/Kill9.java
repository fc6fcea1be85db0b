package io.zkwire.tests.faults;

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
    measureTakeover(group, trial, holder, killed);
    group.open(holder);
    holder.tell("stand");
  }
}
