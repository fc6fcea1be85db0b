package io.zkwire.benchmarks.compile;

import io.zkwire.benchmarks.harness.ChildProcess;
import io.zkwire.benchmarks.harness.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to compile the classes, and what it took in each round. The JVM is new each time, as that
 * of a build is, and has a gigabyte of heap and a collector that gives the same figures each time.
 */
final class Compilation {

  private static final List<String> JVM = List.of("-Xmx1g");
  private static final long PATIENCE_SECONDS = 1_800;
  private static final double MIB = 1 << 20;

  final Samples millis = new Samples();
  final Samples cpuMillis = new Samples();
  final Samples allocated = new Samples();
  final Samples peak = new Samples();
  private final Path sources;
  private final Path output;
  private final List<String> processing;

  private Compilation(Path sources, Path output, List<String> processing) {
    this.sources = sources;
    this.output = output;
    this.processing = processing;
  }

  /** Without any processor. */
  static Compilation alone(Path sources, Path output) {
    return new Compilation(sources, output, List.of("-proc:none"));
  }

  /** With a processor. */
  static Compilation with(String processor, Path sources, Path output) {
    return new Compilation(
        sources, output, List.of("-processorpath", CompilerFiles.processor(processor)));
  }

  /** Compiles once. */
  void run() throws Exception {
    delete(output);
    Files.createDirectories(output);
    List<String> args = new ArrayList<>(List.of(sources.toString(), "-nowarn"));
    args.addAll(List.of("-cp", CompilerFiles.classPath()));
    args.addAll(List.of("-d", output.toString(), "-s", output.toString()));
    args.addAll(processing);
    try (ChildProcess compiler = new ChildProcess(CompilerMain.class, JVM, args)) {
      millis.addNanos(Long.parseLong(compiler.await("TOOK", PATIENCE_SECONDS)));
      cpuMillis.addNanos(Long.parseLong(compiler.await("CPU", PATIENCE_SECONDS)));
      allocated.add(Long.parseLong(compiler.await("ALLOCATED", PATIENCE_SECONDS)) / MIB);
      peak.add(Long.parseLong(compiler.await("PEAK", PATIENCE_SECONDS)) / 1024.0);
    }
  }

  /** The sources that the processor has written in the last run, and its other files. */
  List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".class"))
          .toList();
    }
  }

  /** Copies the sources that were written into a directory. */
  void copyWritten(Path directory) throws IOException {
    for (Path file : written()) {
      if (file.toString().endsWith(".java")) {
        Path copy = directory.resolve(output.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Deletes a directory, if it is there. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
