package io.zkwire.tests.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    List<Path> files;
    try (var found = IdLog.files(group.logs(), name)) {
      files = found.toList();
    }
    long[] all = new long[files.stream().mapToInt(IdLog::count).sum()];
    String thread = "";
    long last = -1;
    int at = 0;
    for (Path file : files) {
      int count = IdLog.count(file);
      IdLog.read(file, all, at, count);
      String of = file.toString().replaceAll("\\.\\d+\\.ids$", "");
      last = of.equals(thread) ? last : -1;
      thread = of;
      for (int i = at; i < at + count; i++) {
        if (all[i] <= last) {
          wrong.add(file.getFileName() + ": " + all[i] + " after " + last);
        }
        last = all[i];
      }
      at += count;
    }
    Arrays.parallelSort(all);
    long twice = 0;
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        twice++;
        wrong.add(name + ": " + all[i] + " was given twice");
      }
    }
    duplicates += twice;
    total += all.length;
    detail.add(
        "%,d IDs of %s, %d given twice, %,d left out"
            .formatted(all.length, name, twice, name.equals("snowflake") ? 0 : gaps(all)));
    if (all.length == 0) {
      wrong.add("no IDs of " + name);
    }
  }

  private static long gaps(long[] sorted) {
    return sorted.length == 0 ? 0 : sorted[sorted.length - 1] - sorted[0] + 1 - sorted.length;
  }
}
