package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A fault of servers for what is not exclusive: it brings its own clients, in this JVM. */
abstract class ClientRow extends Row {

  /** What is put to the test, in the results. */
  static final String SUBJECT = "ours";

  private static final int FAILED_IN_A_ROW = 3;
  private static final int WRONG_AT_MOST = 5;

  ClientRow(String name, int rounds) {
    super(name, rounds);
  }

  @Override
  final List<Kind> kinds() {
    return List.of();
  }

  /** The clients of a run. */
  interface Bench extends AutoCloseable {
    /** One round. What is thrown ends it as failed. */
    void round(Trial trial) throws Exception;

    @Override
    void close();
  }

  /** Makes the clients, under a chroot of their own. */
  abstract Bench open(Ensemble ensemble, String chroot) throws Exception;

  final int rounds(Options options) {
    return Math.min(rounds(), options.rounds().orElse(rounds()));
  }

  /** Runs all rounds. */
  final Result run(Options options, Laboratory laboratory) throws Exception {
    long begun = System.nanoTime();
    List<Trial> trials = new ArrayList<>();
    Ensemble ensemble = laboratory.ensemble();
    int failedInARow = 0;
    try (Bench bench = open(ensemble, "/" + name() + "-" + options.seed())) {
      for (int i = 0; i < rounds(options) && failedInARow < FAILED_IN_A_ROW; i++) {
        Trial trial = new Trial(i, new Random(options.seed() * 1_000_003 + i));
        trials.add(trial);
        try {
          bench.round(trial);
        } catch (RoundFailure e) {
          trial.check(false, String.valueOf(e.getMessage()));
          ensemble.restore();
        }
        failedInARow = trial.wrong().isEmpty() ? 0 : failedInARow + 1;
        trial.end();
      }
    }
    return result(trials, options.seed(), System.nanoTime() - begun);
  }

  private Result result(List<Trial> trials, long seed, long nanos) {
    List<String> detail = new ArrayList<>();
    trials.stream().flatMap(t -> t.notes().stream()).distinct().forEach(detail::add);
    List<String> wrong = trials.stream().flatMap(t -> t.wrong().stream()).toList();
    wrong.stream().limit(WRONG_AT_MOST).forEach(detail::add);
    long[] times =
        trials.stream().mapToLong(Trial::measured).filter(t -> t >= 0).sorted().toArray();
    return new Result(
        name(),
        SUBJECT,
        trials.size(),
        0,
        (int) trials.stream().filter(t -> !t.wrong().isEmpty()).count(),
        0,
        0,
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length / 2]),
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length - 1]),
        wrong.isEmpty() && !trials.isEmpty(),
        false,
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        seed,
        detail);
  }
}
