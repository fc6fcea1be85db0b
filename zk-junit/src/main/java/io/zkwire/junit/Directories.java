package io.zkwire.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary directories. */
final class Directories {
  private Directories() {}

  static Path temporary() {
    try {
      return Files.createTempDirectory("zk-junit-");
    } catch (IOException e) {
      throw new UncheckedIOException("A temporary directory could not be made", e);
    }
  }

  /** Deletes a directory and all below it; nothing happens if there is none. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> below = Files.walk(directory)) {
      List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + directory + " could not be deleted", e);
    }
  }
}
