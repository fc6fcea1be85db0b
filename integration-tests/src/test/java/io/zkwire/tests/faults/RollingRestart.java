package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three servers are restarted one after the other, as for an upgrade; sessions of 6 s. */
final class RollingRestart extends EnsembleRow {
  private static final Duration SESSION = Duration.ofSeconds(6);

  RollingRestart() {
    super("rolling-restart", 5);
  }

  @Override
  Setting setting(String chroot) {
    return new Setting(chroot, SESSION, SESSION.dividedBy(2), SESSION.dividedBy(2));
  }

  @Override
  void prepare(Ensemble ensemble, Group group) {
    for (Worker worker : group.workers()) {
      group.open(worker, Ensemble.all(), Style.LONG);
      worker.tell("stand");
    }
  }

  private record Gain(Worker worker, long nanos) {}

  @Override
  void round(Ensemble ensemble, List<Bout> bouts) {
    Map<Worker, Integer> marks = new HashMap<>();
    Map<Group, Worker> holders = new HashMap<>();
    for (Bout bout : bouts) {
      holders.put(bout.group(), bout.group().awaitHolder());
      bout.group().workers().forEach(w -> marks.put(w, w.mark()));
    }
    for (int server : Ensemble.all()) {
      ensemble.stop(server);
      ensemble.start(server);
      ensemble.awaitServing();
      for (Bout bout : bouts) {
        bout.group().awaitHolder();
        bout.group().workers().forEach(RollingRestart::awaitConnected);
      }
    }
    for (Bout bout : bouts) {
      judge(bout, holders.get(bout.group()), marks);
    }
  }

  /** One restart at a time: the next one waits for those whom this one has cut off. */
  private static void awaitConnected(Worker worker) {
    Poll.until(worker + " is connected again", Group.SOON, worker::isConnected);
  }

  private static void judge(Bout bout, Worker holder, Map<Worker, Integer> marks) {
    List<Gain> gains = new ArrayList<>();
    for (Worker worker : bout.group().workers()) {
      int mark = marks.get(worker);
      worker.since(mark, "gain").forEach(e -> gains.add(new Gain(worker, e.nanos())));
      long lost =
          worker.since(mark, "state").stream().filter(e -> e.details().contains("LOST")).count();
      bout.trial().check(lost == 0, worker + " lost its session " + lost + " times");
    }
    gains.sort(Comparator.comparingLong(Gain::nanos));
    int changes = 0;
    Worker now = holder;
    for (Gain gain : gains) {
      changes += gain.worker() == now ? 0 : 1;
      now = gain.worker();
    }
    bout.trial().check(changes <= Ensemble.SIZE, "the holder changed " + changes + " times");
    bout.trial().note(changes + " changes");
  }
}
