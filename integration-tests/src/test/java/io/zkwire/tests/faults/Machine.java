package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this machine can do.
 *
 * @param prefix how the names of the namespaces begin; empty if there are none
 * @param faketime the library that moves a process's wall clock, if it is installed
 */
record Machine(Optional<String> prefix, Optional<Path> faketime) {
  private static final List<String> DIRECTORIES =
      List.of("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib");
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final int DEPTH = 3;

  static Machine of(Optional<String> prefix) {
    return new Machine(prefix, DIRECTORIES.stream().map(Path::of).flatMap(Machine::in).findFirst());
  }

  private static Stream<Path> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.of();
    }
    try (Stream<Path> files =
        Files.find(directory, DEPTH, (p, a) -> p.getFileName().toString().equals(LIBRARY))) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.of(); // not readable: not installed for us
    }
  }

  boolean hasNamespaces() {
    return prefix.isPresent();
  }
}
