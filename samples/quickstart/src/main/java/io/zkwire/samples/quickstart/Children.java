package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts JVMs like this one, and ends those that are left. What they log lies in a temporary
 * directory, deleted at the end unless somebody should read it. Thread-safe.
 */
final class Children implements AutoCloseable {

  private final Path directory;
  private final List<Child> all = new ArrayList<>();
  private boolean keep;
  private boolean closed;

  Children() throws IOException {
    directory = Files.createTempDirectory("zkwire-tour");
  }

  /** Where the children log, and ZooKeeper keeps its data. */
  Path directory() {
    return directory;
  }

  /** Leaves the directory there at the end. */
  synchronized void keepDirectory() {
    keep = true;
  }

  /** Starts a class in a JVM of its own. */
  synchronized Child start(String name, String mainClass, String... arguments) throws IOException {
    if (closed) {
      throw new Difference("the tour is ending");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    Collections.addAll(command, arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(
        ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()));
    Child child = new Child(name, builder.start());
    all.add(child);
    return child;
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(Child::close);
    if (!keep && Files.exists(directory)) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
