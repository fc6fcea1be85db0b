package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A row that runs processes of its own, and judges what they did by rules of its own. */
abstract class OwnRow extends Row {

  OwnRow(String name, int rounds) {
    super(name, rounds);
  }

  /** Runs it with one subject. */
  abstract Result run(Kind kind, Options options, Laboratory laboratory) throws Exception;

  /** An empty directory for the files of its processes. */
  Path directory(Laboratory laboratory, Kind kind) {
    Path directory = laboratory.home().resolve(name() + "-" + kind.text);
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> below = Files.walk(directory)) {
          for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("no directory " + directory, e);
    }
  }

  /**
   * What came of it.
   *
   * @param wrong what was wrong, at least one line if anything was
   * @param notes what else is to be told
   * @param millis what the row measures, sorted; may be empty
   */
  Result result(
      Kind kind,
      Options options,
      int rounds,
      List<String> wrong,
      List<String> notes,
      List<Long> millis,
      long begun) {
    List<String> detail = Stream.concat(wrong.stream().limit(8), notes.stream()).toList();
    return new Result(
        name(),
        kind.text,
        rounds,
        0,
        wrong.size(),
        0,
        0,
        millis.isEmpty() ? -1 : millis.get(millis.size() / 2),
        millis.isEmpty() ? -1 : millis.get(millis.size() - 1),
        wrong.isEmpty(),
        stockFails(kind),
        (System.nanoTime() - begun) / 1_000_000_000,
        options.seed(),
        detail);
  }
}
