package io.zkwire.tests.faults;

import java.time.Duration;

/** The holder is frozen for twice its session, then goes on. */
final class SigStop extends GroupRow {
  private static final Duration ZOMBIE_SHOWS_WITHIN = Duration.ofMillis(300);

  SigStop() {
    super("sigstop", 200);
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    trial.phase();
    holder.freeze();
    long frozen = System.nanoTime();
    measureNext(group, trial, holder, frozen);
    Poll.untilMoment(frozen + group.setting().session().multipliedBy(2).toNanos());
    thawAsZombie(group, trial, holder);
    group.settle(holder);
  }

  /** Lets a frozen holder go on while another works: it must know, and its token must not pass. */
  static void thawAsZombie(Group group, Trial trial, Worker holder) {
    String data = "written-by-a-zombie-in-round-" + trial.number();
    int mark = holder.mark();
    int write = holder.send("fence", group.target(), data);
    holder.thaw();
    String answer = holder.answer(write);
    trial.check(answer.startsWith("refused"), "the stale token was " + answer);
    boolean stops = holder.await(ZOMBIE_SHOWS_WITHIN, () -> holder.hasStopped(mark));
    trial.check(stops, "it still works 300 ms after it went on");
    String found = group.observer().text(group.target());
    trial.check(!found.equals(data), "the write of the zombie stands");
  }
}
