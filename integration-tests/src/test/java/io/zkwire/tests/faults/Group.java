package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The workers that stand for one role, or contend for one lock, in one row. */
final class Group {
  static final Duration SOON = Duration.ofSeconds(20);

  private final Kind kind;
  private final Setting setting;
  private final List<Worker> workers;
  private final Observer observer;
  private final Path logs;

  Group(Kind kind, Setting setting, List<Worker> workers, Observer observer, Path logs) {
    this.kind = kind;
    this.setting = setting;
    this.workers = List.copyOf(workers);
    this.observer = observer;
    this.logs = logs;
  }

  Kind kind() {
    return kind;
  }

  Setting setting() {
    return setting;
  }

  Observer observer() {
    return observer;
  }

  List<Worker> workers() {
    return workers;
  }

  /** Where they write what they did. */
  Path logs() {
    return logs;
  }

  /** All but one. */
  List<Worker> others(Worker one) {
    return workers.stream().filter(w -> w != one).toList();
  }

  /** Where those stand who are in line. */
  String root() {
    return setting.chroot() + kind.root;
  }

  /** A node that holders write to. */
  String target() {
    return setting.chroot() + "/target";
  }

  /** How long after a holder that did not release the next one may begin, at the latest. */
  Duration takeover() {
    return setting.session().plus(delay());
  }

  /** The lock-delay; zero for those that know none. */
  Duration delay() {
    return kind.ours ? setting.lockDelay() : Duration.ZERO;
  }

  /** Within what time a holder stops when its writes no longer arrive. */
  Duration stopsWithin() {
    return setting.session().dividedBy(2);
  }

  /** Connects a worker, to some servers, in a style. */
  void open(Worker worker, List<Integer> servers, Style style) {
    worker.open(kind, worker.site().servers(servers), logs, setting, style);
  }

  /** Connects a worker as its place in the group wants it: the last one of a lock holds briefly. */
  void open(Worker worker) {
    boolean brief = kind.isLock() && workers.indexOf(worker) == workers.size() - 1;
    open(worker, Ensemble.all(), brief ? Style.SHORT : Style.LONG);
  }

  /** Connects all, and lets them stand. */
  void openAll() {
    workers.forEach(this::open);
    workers.forEach(w -> w.tell("stand"));
  }

  /** Lets all leave, then disconnects them. */
  void closeAll() {
    workers.stream().filter(Worker::isOpen).forEach(w -> w.tell("leave"));
    workers.forEach(Worker::close);
  }

  /** Who works, the one who began last if there are two; waits until somebody does. */
  Worker awaitHolder() {
    return await("somebody works", SOON, Worker::holds);
  }

  /** Who works and keeps on working; waits until somebody does. */
  Worker awaitLongHolder() {
    Predicate<Worker> keeps = w -> w.holds() && !(kind.isLock() && isLast(w));
    return await("somebody works and keeps on", SOON, keeps);
  }

  private boolean isLast(Worker worker) {
    return workers.indexOf(worker) == workers.size() - 1;
  }

  /** Waits until another than a victim has begun to work after a moment. */
  Worker awaitNext(Worker victim, long after) {
    return await("another than " + victim + " works", SOON, w -> w != victim && w.gained() > after);
  }

  /** Waits until anybody has begun to work after a moment. */
  void awaitGain(long after) {
    await("somebody works", SOON, w -> w.gained() > after);
  }

  private Worker await(String what, Duration atMost, Predicate<Worker> fits) {
    Worker[] found = new Worker[1];
    boolean is =
        Poll.isSo(
            atMost,
            () -> {
              found[0] =
                  workers.stream()
                      .filter(fits)
                      .max(Comparator.comparing(Worker::gained))
                      .orElse(null);
              return found[0] != null;
            });
    if (!is) {
      throw new RoundFailure(
          "not within %d ms: %s (%s); in line: %s"
              .formatted(atMost.toMillis(), what, kind.text, observer.describe(root())));
    }
    return found[0];
  }

  /** When others than a victim first worked after a moment, in nanoseconds. */
  long firstGain(Worker victim, long after) {
    return workers.stream()
        .filter(w -> w != victim)
        .flatMap(w -> w.since(0, "gain").stream())
        .mapToLong(Worker.Event::nanos)
        .filter(nanos -> nanos > after)
        .min()
        .orElseThrow(() -> new RoundFailure("nobody worked after the fault"));
  }

  /** Lets holders resign until one certain worker works. */
  void makeHolder(Worker wanted) {
    for (int i = 0; i < 4 * workers.size(); i++) {
      Worker holder = awaitHolder();
      if (holder == wanted) {
        return;
      }
      holder.tell("resign");
      Poll.isSo(Duration.ofSeconds(5), () -> !holder.holds() && anyHolds());
    }
    throw new RoundFailure(wanted + " did not come to work");
  }

  private boolean anyHolds() {
    return workers.stream().anyMatch(Worker::holds);
  }

  /**
   * Waits until a worker that a fault has hit is in line again, with a node of its present session.
   */
  void awaitStanding(Worker worker) {
    Poll.until(
        worker + " stands in line again",
        SOON,
        () -> worker.holds() || observer.nodeOf(root(), worker.session()).isPresent());
  }

  /** Waits until a worker that works has stopped since a mark. */
  Worker.Event awaitDrop(Worker worker, int mark, Duration atMost) {
    if (!worker.await(atMost, () -> !worker.since(mark, "drop").isEmpty())) {
      throw new RoundFailure(worker + " still works " + atMost.toMillis() + " ms later");
    }
    return worker.since(mark, "drop").get(0);
  }

  /** Ends the work of one that goes on although another works, and puts it back in line. */
  void settle(Worker victim) {
    if (victim.holds() && others(victim).stream().anyMatch(w -> w.gained() > victim.gained())) {
      victim.tell("resign");
    }
  }

  /** Ends the work of all that go on although another works. */
  void settleAll() {
    workers.forEach(this::settle);
  }

  /** Ends all faults of the workers and starts their processes anew. */
  void restore() {
    for (Worker worker : workers) {
      worker.site().heal();
      worker.thaw();
      worker.revive();
    }
    workers.forEach(Worker::awaitReady);
  }

  /** What the workers have done, from their logs. */
  List<Interval> intervals() {
    List<Interval> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
        String process = file.getFileName().toString().replace(".log", "");
        all.addAll(Overlaps.cut(process, WorkLog.read(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The logs cannot be read", e);
    }
    return all;
  }
}
