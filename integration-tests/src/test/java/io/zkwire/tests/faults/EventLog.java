package io.zkwire.tests.faults;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one process has done, a line an event: its monotonic clock, its wall clock, the feature,
 * what happened. Each line is handed to the kernel at once, so that a kill loses none. Thread-safe.
 */
final class EventLog implements Closeable {
  static final String SUFFIX = ".events";
  private static final int FIRST_DETAIL = 4;

  // Not a channel: a thread that is interrupted while it writes would close it.
  private final FileOutputStream out;

  EventLog(Path directory, String process) {
    try {
      out = new FileOutputStream(directory.resolve(process + SUFFIX).toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("The log of " + process + " cannot be written", e);
    }
  }

  /** One event. Blanks in details are replaced. */
  synchronized void write(String feature, String what, Object... details) {
    StringBuilder line = new StringBuilder();
    line.append(System.nanoTime()).append(' ').append(System.currentTimeMillis());
    line.append(' ').append(feature).append(' ').append(what);
    for (Object detail : details) {
      line.append(' ').append(String.valueOf(detail).replaceAll("\\s", "_"));
    }
    line.append('\n');
    try {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("An event could not be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * An event as it was written.
   *
   * @param process which process, of which life
   * @param nanos its monotonic clock
   * @param wall its wall clock, in milliseconds
   * @param feature what it belongs to
   * @param what what happened
   * @param details the rest
   */
  record Event(
      String process, long nanos, long wall, String feature, String what, List<String> details) {

    String detail(int index) {
      return details.get(index);
    }

    long number(int index) {
      return Long.parseLong(details.get(index));
    }
  }

  /** All events of a feature in the logs of a directory, log by log, each in its order. */
  static void each(Path directory, String feature, Consumer<Event> to) {
    all(
        directory,
        event -> {
          if (event.feature().equals(feature)) {
            to.accept(event);
          }
        });
  }

  /** All events in the logs of a directory, log by log, each in its order. */
  static void all(Path directory, Consumer<Event> to) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        String process = file.getFileName().toString().replace(SUFFIX, "");
        readAll(file, process, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The logs in " + directory + " cannot be read", e);
    }
  }

  /** A last line without an end was cut off by a kill: it is left out. */
  private static void readAll(Path file, String process, Consumer<Event> to) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      StringBuilder line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next == '\n') {
          read(process, line.toString(), to);
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    }
  }

  private static void read(String process, String line, Consumer<Event> to) {
    String[] words = line.split(" ");
    if (words.length >= FIRST_DETAIL) {
      to.accept(
          new Event(
              process,
              Long.parseLong(words[0]),
              Long.parseLong(words[1]),
              words[2],
              words[3],
              List.of(words).subList(FIRST_DETAIL, words.length)));
    }
  }
}
