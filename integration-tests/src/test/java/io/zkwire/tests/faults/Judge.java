package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sums up the rounds of a group. */
final class Judge {
  private static final int WRONG_AT_MOST = 5;

  private final Row row;
  private final Group group;
  private final List<Trial> trials;

  Judge(Row row, Group group, List<Trial> trials) {
    this.row = row;
    this.group = group;
    this.trials = trials;
  }

  Result result(long seed, long nanos) {
    List<Interval> intervals = group.intervals();
    List<Overlaps.Overlap> overlaps = Overlaps.find(intervals);
    long overlapped =
        trials.stream().filter(t -> overlaps.stream().anyMatch(o -> t.holds(o.start()))).count();
    List<String> wrong = new ArrayList<>();
    trials.forEach(t -> wrong.addAll(t.wrong()));
    long failed = trials.stream().filter(t -> !t.wrong().isEmpty()).count();
    if (group.kind().ours && row.tokensRise()) {
      List<String> order = Overlaps.outOfOrder(intervals);
      order.forEach(o -> wrong.add("token " + o));
      failed += order.size();
    }
    if (intervals.isEmpty()) {
      wrong.add("nobody worked");
    }
    long[] times =
        trials.stream().mapToLong(Trial::measured).filter(t -> t >= 0).sorted().toArray();
    long p50 = times.length == 0 ? -1 : millis(times[times.length / 2]);
    long max = times.length == 0 ? -1 : millis(times[times.length - 1]);
    return new Result(
        row.name(),
        group.kind().text,
        trials.size(),
        Math.toIntExact(overlaps.isEmpty() ? 0 : Math.max(1, overlapped)),
        Math.toIntExact(failed),
        millis(overlaps.stream().mapToLong(Overlaps.Overlap::length).sum()),
        millis(overlaps.stream().mapToLong(Overlaps.Overlap::length).max().orElse(0)),
        p50,
        max,
        overlaps.isEmpty() && wrong.isEmpty(),
        row.stockFails(group.kind()) && !group.kind().ours,
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        seed,
        detail(intervals, overlaps, wrong));
  }

  private List<String> detail(
      List<Interval> intervals, List<Overlaps.Overlap> overlaps, List<String> wrong) {
    List<String> detail = new ArrayList<>();
    detail.add(intervals.size() + " intervals of work");
    trials.stream().flatMap(t -> t.notes().stream()).distinct().forEach(detail::add);
    overlaps.stream()
        .limit(WRONG_AT_MOST)
        .map(
            o ->
                "%d ms of %s (%s) and %s (%s)"
                    .formatted(
                        millis(o.length()),
                        o.first().process(),
                        o.first().token(),
                        o.second().process(),
                        o.second().token()))
        .forEach(detail::add);
    wrong.stream().limit(WRONG_AT_MOST).forEach(detail::add);
    return detail;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
