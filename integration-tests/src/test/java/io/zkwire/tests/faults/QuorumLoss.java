package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two of three servers are frozen, or in every other round killed, for four sessions. */
final class QuorumLoss extends EnsembleRow {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(4);

  QuorumLoss() {
    super("quorum-loss", 20);
  }

  @Override
  boolean stockFails(Kind kind) {
    return kind.isLock();
  }

  @Override
  void round(Ensemble ensemble, List<Bout> bouts) {
    Map<Group, Worker> holders = new HashMap<>();
    Map<Group, Integer> marks = new HashMap<>();
    bouts.forEach(b -> holders.put(b.group(), b.group().awaitLongHolder()));
    Trial first = bouts.get(0).trial();
    first.phase();
    bouts.forEach(b -> marks.put(b.group(), holders.get(b.group()).mark()));
    int leader = ensemble.leader();
    List<Integer> lost = List.of(leader, (leader + 1) % Ensemble.SIZE);
    lost.forEach(first.isOdd() ? ensemble::kill : ensemble::freeze);
    long gone = System.nanoTime();
    Poll.untilMoment(gone + Setting.T.multipliedBy(4).toNanos());
    for (Bout bout : bouts) {
      Worker holder = holders.get(bout.group());
      Partition.stopped(bout.group(), bout.trial(), holder, marks.get(bout.group()), gone);
    }
    if (first.isOdd()) {
      lost.forEach(ensemble::start);
    } else {
      lost.forEach(ensemble::thaw);
    }
    ensemble.leader(); // a killed server starts as a process first: counted from the quorum
    long back = System.nanoTime();
    for (Bout bout : bouts) {
      Worker now = bout.group().awaitHolder();
      long took = Math.max(0, now.gained() - back);
      bout.trial().measure(took);
      bout.trial().atMost("to work again", took, BACK_WITHIN.plus(bout.group().delay()));
    }
    ensemble.awaitServing();
    bouts.forEach(b -> b.group().settleAll());
    bouts.forEach(b -> b.group().workers().forEach(b.group()::awaitStanding));
  }
}
