package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The holder's server, a follower, is cut off from its peers together with its client. */
final class Minority extends EnsembleRow {
  private static final Duration SERVER_KNOWS_WITHIN = Duration.ofSeconds(8);
  private static final Duration LOCK_SHOWS_WITHIN = Duration.ofSeconds(1);

  private int follower = -1;

  Minority() {
    super("minority", 50);
  }

  @Override
  Optional<String> leftOut(Machine machine) {
    return machine.hasNamespaces()
        ? Optional.empty()
        : Optional.of("it needs network namespaces: Linux, root, iproute2");
  }

  @Override
  boolean stockFails(Kind kind) {
    return true;
  }

  @Override
  void prepare(Ensemble ensemble, Group group) {
    int leader = ensemble.leader();
    follower = (leader + 1) % Ensemble.SIZE;
    List<Integer> majority = Ensemble.all().stream().filter(i -> i != follower).toList();
    for (Worker worker : group.workers()) {
      boolean pinned = worker == pinned(group);
      group.open(worker, pinned ? List.of(follower) : majority, Style.LONG);
      worker.tell("stand");
    }
  }

  private static Worker pinned(Group group) {
    return group.workers().get(0);
  }

  @Override
  void round(Ensemble ensemble, List<Bout> bouts) {
    if (ensemble.leader() == follower) {
      ensemble.stop(follower);
      ensemble.start(follower);
      ensemble.awaitServing();
    }
    bouts.forEach(b -> b.group().awaitStanding(pinned(b.group())));
    bouts.forEach(b -> b.group().makeHolder(pinned(b.group())));
    bouts.get(0).trial().phase();
    Map<Worker, Integer> marks = new HashMap<>();
    bouts.forEach(b -> marks.put(pinned(b.group()), pinned(b.group()).mark()));
    ensemble.network().cutPeers(follower);
    long cut = System.nanoTime();
    for (Bout bout : bouts) {
      Group group = bout.group();
      Worker pinned = pinned(group);
      group.awaitNext(pinned, cut);
      bout.trial().measure(group.firstGain(pinned, cut) - cut);
    }
    for (Bout bout : bouts) {
      Worker pinned = pinned(bout.group());
      int mark = marks.get(pinned);
      Duration wait =
          bout.group().kind() == Kind.STOCK_LOCK ? LOCK_SHOWS_WITHIN : SERVER_KNOWS_WITHIN;
      boolean stopped = pinned.await(wait, () -> !pinned.since(mark, "drop").isEmpty());
      bout.trial().check(stopped, "it works on for as long as it was looked at");
      if (stopped) {
        long last = pinned.since(mark, "drop").get(0).nanos();
        bout.trial().atMost("to stop", last - cut, bout.group().stopsWithin());
      }
    }
    ensemble.network().healPeers(follower);
    ensemble.awaitServing();
    bouts.forEach(b -> b.group().settle(pinned(b.group())));
  }
}
