package io.zkwire.tests.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks for IDs that were given twice, and for threads whose IDs do not rise. */
final class IdJudge {
  private static final int WRONG_AT_MOST = 5;

  private final IdRow row;
  private final Group group;
  private final List<Trial> trials;
  private final List<String> detail = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private long duplicates;
  private long total;

  IdJudge(IdRow row, Group group, List<Trial> trials) {
    this.row = row;
    this.group = group;
    this.trials = trials;
  }

  Result result(long seed, long nanos) throws IOException {
    for (String name : OursIds.NAMES) {
      look(name);
    }
    trials.forEach(t -> wrong.addAll(t.wrong()));
    long late = trials.stream().filter(t -> t.notes().contains(IdRow.LATE)).count();
    if (late > 0) {
      detail.add("in %d of %d rounds a new process came up late".formatted(late, trials.size()));
    }
    long least = (long) row.leastIdsARound() * trials.size();
    if (total < least) {
      wrong.add("only " + total + " IDs were given, which is less than " + least);
    }
    detail.addAll(wrong.subList(0, Math.min(WRONG_AT_MOST, wrong.size())));
    long[] times =
        trials.stream().mapToLong(Trial::measured).filter(t -> t >= 0).sorted().toArray();
    return new Result(
        row.name(),
        group.kind().text,
        trials.size(),
        (int) Math.min(Integer.MAX_VALUE, duplicates),
        Math.toIntExact(trials.stream().filter(t -> !t.wrong().isEmpty()).count()),
        0,
        0,
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length / 2]),
        times.length == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(times[times.length - 1]),
        duplicates == 0 && wrong.isEmpty(),
        false,
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        seed,
        detail);
  }

  private void look(String name) throws IOException {
    IdSearch found = IdSearch.of(group.logs(), name);
    wrong.addAll(found.wrong());
    duplicates += found.twice();
    total += found.count();
    detail.add(
        "%,d IDs of %s, %d given twice, %,d left out"
            .formatted(
                found.count(), name, found.twice(), name.equals("snowflake") ? 0 : found.gaps()));
    if (found.count() == 0) {
      wrong.add("no IDs of " + name);
    }
  }
}
