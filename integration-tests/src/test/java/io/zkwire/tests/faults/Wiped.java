package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All servers are killed, their data is deleted, and they start empty. */
final class Wiped extends EnsembleRow {
  private static final Duration NOBODY_WORKS_FOR = Duration.ofSeconds(3);
  private static final Duration WORKS_WITHIN = Duration.ofSeconds(3);

  Wiped() {
    super("wiped", 5);
  }

  @Override
  boolean tokensRise() {
    return false;
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void round(Ensemble ensemble, List<Bout> bouts) {
    Map<Worker, Integer> marks = new HashMap<>();
    for (Bout bout : bouts) {
      bout.group().awaitHolder();
      bout.group().workers().forEach(w -> marks.put(w, w.mark()));
    }
    long wiped = System.nanoTime();
    ensemble.wipe();
    long empty = System.nanoTime();
    for (Bout bout : bouts) {
      bout.group().workers().forEach(w -> awaitBack(w, marks.get(w)));
    }
    Poll.isSo(NOBODY_WORKS_FOR, () -> bouts.stream().allMatch(b -> gained(b.group(), wiped)));
    for (Bout bout : bouts) {
      Group group = bout.group();
      bout.trial().check(!gained(group, wiped), "it works on, nobody has confirmed anything");
      long confirmed = System.nanoTime();
      if (group.kind().ours) {
        group.workers().forEach(w -> w.tell("confirm"));
      }
      Worker now = group.awaitHolder();
      long took = now.gained() - (group.kind().ours ? confirmed : empty);
      bout.trial().measure(took);
      bout.trial().atMost("to work again", took, group.delay().plus(WORKS_WITHIN));
      group.observer().put(group.target());
    }
  }

  private static void awaitBack(Worker worker, int mark) {
    Poll.until(
        worker + " is connected again",
        Group.SOON,
        () ->
            worker.since(mark, "state").stream()
                .anyMatch(
                    e -> e.details().contains("RECONNECTED") || e.details().contains("CONNECTED")));
  }

  private static boolean gained(Group group, long after) {
    return group.workers().stream().anyMatch(w -> w.gained() > after);
  }
}
