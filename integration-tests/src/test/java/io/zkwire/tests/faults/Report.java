package io.zkwire.tests.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The results: one line of JSON each in a file, as soon as it is there, and a table at the end. */
final class Report {
  private static final String LINE = "%-20s %-13s %6s %8s %8s %8s %7s %7s %7s %6s  %s%n";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Path file;
  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();
  private boolean headed;

  Report(Path file, boolean resume, PrintStream out) {
    this.file = file;
    this.out = out;
    try {
      if (resume && Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          results.add(mapper.readValue(line, Result.class));
        }
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The results in " + file + " cannot be read", e);
    }
  }

  /** Whether there is a result of at least as many rounds. */
  boolean has(Row row, Kind kind, int rounds) {
    return has(row, kind.text, rounds);
  }

  /** Whether there is a result of at least as many rounds. */
  boolean has(Row row, String subject, int rounds) {
    return results.stream()
        .anyMatch(
            r -> r.row().equals(row.name()) && r.subject().equals(subject) && r.rounds() >= rounds);
  }

  void add(Result result) {
    results.removeIf(r -> r.row().equals(result.row()) && r.subject().equals(result.subject()));
    results.add(result);
    try {
      Files.writeString(
          file,
          mapper.writeValueAsString(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + file, e);
    }
    if (!headed) {
      header();
      headed = true;
    }
    line(result);
    result.detail().forEach(d -> out.println("    " + d));
    if (!result.isAsExpected()) {
      out.printf("    to repeat it: faults.sh %s --seed %d%n", result.row(), result.seed());
    }
  }

  void table() {
    out.println();
    header();
    results.forEach(this::line);
  }

  private void header() {
    out.printf(
        LINE,
        "row",
        "subject",
        "rounds",
        "overlaps",
        "sum ms",
        "max ms",
        "failed",
        "p50 ms",
        "max ms",
        "took s",
        "verdict");
  }

  private void line(Result r) {
    out.printf(
        LINE,
        r.row(),
        r.subject(),
        r.rounds(),
        r.overlaps(),
        r.overlapMillis(),
        r.overlapMaxMillis(),
        r.failures(),
        r.p50() < 0 ? "-" : Long.toString(r.p50()),
        r.max() < 0 ? "-" : Long.toString(r.max()),
        r.seconds(),
        r.verdict());
  }

  void json(Path to) {
    try {
      mapper.enable(SerializationFeature.INDENT_OUTPUT).writeValue(to.toFile(), results);
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + to, e);
    }
  }

  boolean isAsExpected() {
    return results.stream().allMatch(Result::isAsExpected);
  }
}
