package io.zkwire.tests.faults;

import java.time.Duration;

/**
 * Somebody deletes the holder's node. In every other round nobody else is in line at that moment,
 * and those who come then never saw it.
 */
final class OwnNodeDeleted extends GroupRow {
  private static final int BEATS = 6;
  private static final Duration REQUEST = Duration.ofMillis(250);
  private static final Duration ZOMBIE_SHOWS_FOR = Duration.ofMillis(300);

  OwnNodeDeleted() {
    super("own-node-deleted", 50);
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void round(Group group, Trial trial) {
    Worker holder = group.awaitLongHolder();
    group.awaitStanding(holder);
    String node =
        group
            .observer()
            .nodeOf(group.root(), holder.session())
            .orElseThrow(() -> new RoundFailure("the holder has no node"));
    if (trial.isOdd()) {
      group.others(holder).forEach(w -> w.tell("leave"));
    }
    trial.phase();
    String data = "written-after-deletion-" + trial.number();
    int mark = holder.mark();
    group.observer().delete(node);
    long deleted = System.nanoTime();
    int write = holder.send("fence", group.target(), data);
    if (trial.isOdd()) {
      group.others(holder).forEach(w -> w.send("stand"));
    }
    String answer = holder.answer(write);
    trial.check(answer.startsWith("refused"), "the stale token was " + answer);
    Duration beat = group.setting().session().dividedBy(BEATS);
    boolean stopped =
        holder.await(beat.plus(REQUEST).plus(REQUEST), () -> !holder.since(mark, "drop").isEmpty());
    trial.check(stopped, "it works on after the next beat");
    if (stopped) {
      long last = holder.since(mark, "drop").get(0).nanos();
      trial.atMost("to stop", last - deleted, beat.plus(REQUEST));
    }
    group.awaitGain(deleted);
    trial.measure(group.firstGain(null, deleted) - deleted);
    if (!stopped) {
      Poll.pass(ZOMBIE_SHOWS_FOR);
      holder.tell("resign");
    }
    String found = group.observer().text(group.target());
    trial.check(!found.equals(data), "the write with the stale token stands");
    group.workers().forEach(group::awaitStanding);
  }
}
