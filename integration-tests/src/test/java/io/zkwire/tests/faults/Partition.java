package io.zkwire.tests.faults;

/** The holder is cut off from all servers for three times its session. */
final class Partition extends GroupRow {

  Partition() {
    super("partition", 100);
  }

  @Override
  boolean stockFails(Kind kind) {
    return kind.isLock();
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    trial.phase();
    int mark = holder.mark();
    holder.site().cut();
    long cut = System.nanoTime();
    measureTakeover(group, trial, holder, cut);
    Poll.untilMoment(cut + group.setting().session().multipliedBy(3).toNanos());
    holder.site().heal();
    stopped(group, trial, holder, mark, cut);
    group.settle(holder);
    group.awaitStanding(holder);
  }

  /** Demands that a holder that was cut off has stopped in time. */
  static void stopped(Group group, Trial trial, Worker holder, int mark, long cut) {
    var drops = holder.since(mark, "drop");
    trial.check(holder.hasStopped(mark), "it never stopped");
    if (!drops.isEmpty()) {
      trial.atMost("to stop", drops.get(0).nanos() - cut, group.stopsWithin());
    }
  }
}
