package io.zkwire.benchmarks.compile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that the build has put beside that of the benchmarks, in {@code compile}. */
final class CompilerFiles {

  private CompilerFiles() {}

  /** What the classes are compiled against: the annotations of all three, and our runtime. */
  static String classPath() {
    return jars("classes");
  }

  /** A processor with what it needs: {@code zkwire}, {@code dagger} or {@code mapstruct}. */
  static String processor(String name) {
    return jars(name);
  }

  private static String jars(String folder) {
    Path directory = own().resolveSibling("compile").resolve(folder);
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars = files.sorted().toList();
      return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory + " cannot be read: run mvn -pl benchmarks -am package", e);
    }
  }

  private static Path own() {
    try {
      return Path.of(
          CompilerFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the benchmarks do not run from a jar", e);
    }
  }
}
