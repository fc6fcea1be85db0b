package io.zkwire.benchmarks.compile;

import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * B1: compiles 2,000 classes with the annotation processor and without, with Dagger's and with
 * MapStruct's. The classes are the same for all; they take turns, each in a JVM of its own.
 */
public final class CompileRow implements Row {

  private static final int CLASSES = 2_000;

  @Override
  public String id() {
    return "B1";
  }

  @Override
  public String title() {
    return "compile 2,000 annotated classes: javac alone, Dagger, MapStruct";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Path root = Files.createTempDirectory("zkwire-compile");
    try {
      return measure(root, lab.rounds(5, 1));
    } finally {
      Compilation.delete(root);
    }
  }

  private static List<Line> measure(Path root, int rounds) throws Exception {
    Path annotated = root.resolve("annotated");
    Path plain = root.resolve("plain");
    Path complete = root.resolve("complete");
    ManyClasses.write(annotated, CLASSES, true);
    ManyClasses.write(plain, CLASSES, false);
    ManyClasses.write(complete, CLASSES, true);
    Compilation ours = Compilation.with("zkwire", annotated, root.resolve("out"));
    Compilation first = Compilation.with("zkwire", annotated, root.resolve("out"));
    first.run();
    first.copyWritten(complete);
    Compilation alone = Compilation.alone(annotated, root.resolve("out"));
    Compilation floor = Compilation.alone(complete, root.resolve("out"));
    Compilation dagger = Compilation.with("dagger", annotated, root.resolve("out"));
    Compilation mapstruct = Compilation.with("mapstruct", annotated, root.resolve("out"));
    Compilation without = Compilation.alone(plain, root.resolve("out"));
    Compilation unused = Compilation.with("zkwire", plain, root.resolve("unused"));
    List<Compilation> turns = List.of(alone, ours, dagger, mapstruct, floor, without, unused);
    for (int round = 0; round < rounds; round++) {
      for (Compilation compilation : turns) {
        compilation.run();
      }
    }
    return List.of(
        time("compile 2,000 classes | javac alone", ours, alone, Goal.timesPeer(1.3)),
        time(
            "compile 2,000 classes | javac, what is generated included",
            ours,
            floor,
            Goal.timesPeer(1.3)),
        time("compile 2,000 classes | Dagger", ours, dagger, Goal.timesPeer(1)),
        time("compile 2,000 classes | MapStruct", ours, mapstruct, Goal.timesPeer(1)),
        line("work of all threads | Dagger", ours.cpuMillis, dagger.cpuMillis, "ms"),
        line("work of all threads | MapStruct", ours.cpuMillis, mapstruct.cpuMillis, "ms"),
        line("allocated by the compiler | Dagger", ours.allocated, dagger.allocated, "MiB"),
        line("allocated by the compiler | MapStruct", ours.allocated, mapstruct.allocated, "MiB"),
        line("most memory of the process | Dagger", ours.peak, dagger.peak, "MiB"),
        line("most memory of the process | MapStruct", ours.peak, mapstruct.peak, "MiB"),
        time(
            "2,000 classes without annotations | without the processor",
            unused,
            without,
            Goal.timesPeer(1.05)),
        new Line(
            "B1",
            "files written for classes without annotations | none",
            unused.written().size(),
            0,
            "files",
            Goal.atMost(0, "files")));
  }

  private static Line time(String name, Compilation ours, Compilation peer, Goal goal) {
    return new Line("B1", name, ours.millis.median(), peer.millis.median(), "ms", goal);
  }

  private static Line line(String name, Samples ours, Samples peer, String unit) {
    return new Line("B1", name, ours.median(), peer.median(), unit, Goal.timesPeer(1));
  }
}
