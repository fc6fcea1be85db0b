package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether exclusive work was exclusive: what the logs of all processes say together. */
final class Overlaps {
  /** Whoever is silent for longer does not work: it was frozen, or it stopped. */
  static final long GAP = 100_000_000;

  /**
   * Two processes that worked at the same time.
   *
   * @param start when the later one began, in nanoseconds
   * @param length for how long both worked, in nanoseconds
   * @param first who was there first
   * @param second who came too early
   */
  record Overlap(long start, long length, Interval first, Interval second) {}

  private Overlaps() {}

  /**
   * Cuts the observations of one process into intervals: at each silence of more than {@link #GAP}
   * and where the token changes.
   *
   * @param process whose they are
   * @param observations in the order in which they were made
   */
  static List<Interval> cut(String process, List<Observation> observations) {
    List<Interval> intervals = new ArrayList<>();
    Observation first = null;
    Observation last = null;
    for (Observation next : observations) {
      if (last != null && (next.before() - last.before() > GAP || !next.sameToken(last))) {
        intervals.add(between(process, first, last));
        first = null;
      }
      if (first == null) {
        first = next;
      }
      last = next;
    }
    if (last != null) {
      intervals.add(between(process, first, last));
    }
    return intervals;
  }

  private static Interval between(String process, Observation first, Observation last) {
    return new Interval(process, first.after(), last.before(), first.czxid(), first.local());
  }

  /** Each pair of intervals of different processes that intersect, in the order of time. */
  static List<Overlap> find(List<Interval> all) {
    List<Interval> sorted = all.stream().sorted(Comparator.comparingLong(Interval::start)).toList();
    List<Overlap> found = new ArrayList<>();
    List<Interval> open = new ArrayList<>();
    for (Interval next : sorted) {
      open.removeIf(i -> Math.max(i.start(), i.end()) < Math.min(next.start(), next.end()));
      for (Interval earlier : open) {
        long length = earlier.process().equals(next.process()) ? 0 : earlier.overlap(next);
        if (length > 0) {
          found.add(new Overlap(next.start(), length, earlier, next));
        }
      }
      open.add(next);
    }
    return found;
  }

  /** Where a token is not larger than that of the interval before, which another process had. */
  static List<String> outOfOrder(List<Interval> all) {
    List<Interval> sorted = all.stream().sorted(Comparator.comparingLong(Interval::start)).toList();
    List<String> found = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      Interval before = sorted.get(i - 1);
      Interval next = sorted.get(i);
      int order = next.compareToken(before);
      if (order < 0 || (order == 0 && !next.process().equals(before.process()))) {
        found.add(
            "%s after %s of %s".formatted(next.token(), before.token(), before.process())
                + " in "
                + next.process());
      }
    }
    return found;
  }
}
