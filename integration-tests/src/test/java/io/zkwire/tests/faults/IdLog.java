package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The IDs that one thread was given, in files that are mapped into memory, so that a kill loses
 * none. Used by one thread.
 */
final class IdLog {
  static final String SUFFIX = ".ids";
  private static final int PART = 1 << 20;

  private final String prefix;
  private LongBuffer part = LongBuffer.allocate(0);
  private int parts;

  /**
   * A log.
   *
   * @param log the log of the process
   * @param name what is given, and by which thread
   */
  IdLog(Path log, String name) {
    prefix = log + "." + name + ".";
  }

  void append(long id) {
    if (!part.hasRemaining()) {
      part = map("%s%04d%s".formatted(prefix, parts++, SUFFIX));
    }
    part.put(id + 1); // an empty place is zero
  }

  private static LongBuffer map(String file) {
    try (RandomAccessFile to = new RandomAccessFile(file, "rw")) {
      long bytes = (long) PART * Long.BYTES;
      return to.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes).asLongBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + file + " cannot be mapped", e);
    }
  }

  /** How many IDs a file holds. */
  static int count(Path file) {
    LongBuffer all = map(file);
    int low = 0;
    int high = all.limit();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle) == 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Reads the IDs of one file, in the order in which they were given. */
  static void read(Path file, long[] to, int from, int count) {
    LongBuffer all = map(file);
    for (int i = 0; i < count; i++) {
      to[from + i] = all.get(i) - 1;
    }
  }

  private static LongBuffer map(Path file) {
    try (FileChannel from = FileChannel.open(file)) {
      return from.map(FileChannel.MapMode.READ_ONLY, 0, from.size()).asLongBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + file + " cannot be read", e);
    }
  }

  /** How many IDs all files of a directory hold. */
  static long total(Path logs) {
    try (Stream<Path> all = files(logs, "")) {
      return all.mapToLong(IdLog::count).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("The logs cannot be listed", e);
    }
  }

  /** The files of a directory with IDs of a kind, those of one thread in their order. */
  static Stream<Path> files(Path logs, String name) throws IOException {
    return Files.list(logs)
        .filter(f -> f.toString().endsWith(SUFFIX) && f.toString().contains(".log." + name))
        .sorted();
  }
}
