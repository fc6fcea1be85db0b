package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** No two processes work at a time, and tokens rise. */
final class ExclusiveCheck implements LogCheck {
  static final String SUFFIX = ".work";

  private final String feature;
  private final List<String> kinds;

  /**
   * A check.
   *
   * @param kinds what is exclusive each by itself; logs are called {@code <kind>-<process>.work}
   */
  ExclusiveCheck(String feature, List<String> kinds) {
    this.feature = feature;
    this.kinds = kinds;
  }

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    long grants = 0;
    long intervals = 0;
    long worked = 0;
    for (String kind : kinds) {
      List<Interval> all = intervals(directory, kind + "-");
      grants += all.stream().map(Interval::token).distinct().count();
      intervals += all.size();
      worked += all.stream().mapToLong(i -> Math.max(0, i.end() - i.start())).sum();
      for (Overlaps.Overlap overlap : Overlaps.find(all)) {
        wrong.add(
            "%s: %d us of %s (%s) and %s (%s)"
                .formatted(
                    kind,
                    overlap.length() / 1_000,
                    overlap.first().process(),
                    overlap.first().token(),
                    overlap.second().process(),
                    overlap.second().token()));
      }
      Overlaps.outOfOrder(all).forEach(order -> wrong.add(kind + ": " + order));
    }
    String text =
        "grants in %,d intervals, %,d s of work".formatted(intervals, worked / 1_000_000_000);
    return new Finding(feature, grants, text, wrong);
  }

  private static List<Interval> intervals(Path directory, String prefix) {
    List<Interval> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          String process = name.substring(prefix.length(), name.length() - SUFFIX.length());
          all.addAll(Overlaps.cut(process, WorkLog.read(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The logs cannot be read", e);
    }
    return all;
  }
}
