package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Runs all rounds of a row that has clients of its own. */
final class SoloSession {
  private static final int WRONG_AT_MOST = 5;

  private final Options options;
  private final Laboratory laboratory;
  private final SoloRow row;

  SoloSession(Options options, Laboratory laboratory, SoloRow row) {
    this.options = options;
    this.laboratory = laboratory;
    this.row = row;
  }

  Result run(int rounds) throws Exception {
    long begun = System.nanoTime();
    List<Trial> trials = new ArrayList<>();
    row.open(laboratory.ensemble(), laboratory.java());
    try {
      for (int i = 0; i < rounds; i++) {
        Trial trial = new Trial(i, new Random(options.seed() * 1_000_003 + i));
        trials.add(trial);
        try {
          row.round(laboratory.ensemble(), trial);
        } catch (RoundFailure e) {
          trial.check(false, e.getMessage());
          laboratory.ensemble().restore();
        }
        trial.end();
      }
    } finally {
      row.close();
    }
    return result(trials, System.nanoTime() - begun);
  }

  private Result result(List<Trial> trials, long nanos) {
    List<String> wrong = new ArrayList<>();
    trials.forEach(trial -> wrong.addAll(trial.wrong()));
    List<String> detail = new ArrayList<>();
    trials.stream().flatMap(t -> t.notes().stream()).distinct().forEach(detail::add);
    wrong.stream().limit(WRONG_AT_MOST).forEach(detail::add);
    long[] times =
        trials.stream().mapToLong(Trial::measured).filter(t -> t >= 0).sorted().toArray();
    return new Result(
        row.name(),
        row.subject(),
        trials.size(),
        0,
        Math.toIntExact(trials.stream().filter(t -> !t.wrong().isEmpty()).count()),
        0,
        0,
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length / 2]),
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length - 1]),
        wrong.isEmpty(),
        false,
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        options.seed(),
        detail);
  }
}
