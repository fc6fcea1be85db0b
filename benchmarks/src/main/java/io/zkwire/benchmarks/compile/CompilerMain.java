package io.zkwire.benchmarks.compile;

import io.zkwire.benchmarks.harness.Parent;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles once, in a JVM that has done nothing before, as a build does. It tells how long that
 * took, how much it allocated, and the most memory that this process had.
 */
public final class CompilerMain {

  private CompilerMain() {}

  /**
   * Compiles.
   *
   * @param args the directory of the sources, and the compiler's options
   */
  public static void main(String[] args) throws IOException {
    Parent.endWithIt();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    List<String> options = List.of(args).subList(1, args.length);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    long allocated = allocated();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    boolean compiled;
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      compiled =
          compiler
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
              .call();
    }
    long nanos = System.nanoTime() - start;
    cpu = cpuNanos() - cpu;
    long bytes = allocated() - allocated;
    if (!compiled) {
      System.out.println("FAILED " + said.toString().lines().limit(3).toList());
      return;
    }
    System.out.println("TOOK " + nanos);
    System.out.println("CPU " + cpu);
    System.out.println("ALLOCATED " + bytes);
    System.out.println("PEAK " + peakKilobytes());
  }

  /** What this thread has allocated; the compiler works in the thread that calls it. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** What all threads of this process have worked: the compiler, the JIT, the collector. */
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most memory that this process has had, as Linux counts it; 0 elsewhere. */
  private static long peakKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
