package io.zkwire.tests.faults;

import java.time.Duration;

/** The holder's session ends on the servers. */
final class SessionExpiry extends GroupRow {

  SessionExpiry() {
    super("session-expiry", 100);
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    trial.phase();
    String before = holder.session();
    int mark = holder.mark();
    long expired = System.nanoTime();
    holder.tell("expire");
    measureTakeover(group, trial, holder, expired);
    if (group.kind().isLock()) {
      boolean told = holder.await(Duration.ofMillis(300), () -> reported(holder, mark));
      trial.check(told, "the loss was not reported, or the lock was entered again");
    }
    group.settle(holder);
    group.awaitStanding(holder);
    trial.check(!holder.session().equals(before), "it has no session of its own");
  }

  private static boolean reported(Worker holder, int mark) {
    return holder.since(mark, "drop").stream().anyMatch(e -> e.details().contains("lost"));
  }
}
