package io.zkwire.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A small JVM of our own classes, which tells what it does by lines on its standard output. */
public final class ChildProcess implements AutoCloseable {

  private static final String ENDED = "";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /**
   * Starts one.
   *
   * @param main its main class, which calls {@link Parent#endWithIt}
   * @param args its arguments
   */
  public ChildProcess(Class<?> main, List<String> args) throws IOException {
    this(main, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), args);
  }

  /**
   * Starts one.
   *
   * @param main its main class, which calls {@link Parent#endWithIt}
   * @param options the options of its JVM
   * @param args its arguments
   */
  public ChildProcess(Class<?> main, List<String> options, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread reader = new Thread(this::read, "child-reader");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException e) {
      System.err.println("cannot read from a child process: " + e);
    } finally {
      lines.add(ENDED);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits for the next line, which must begin with a word, and returns the rest of it. */
  public String await(String word) throws InterruptedException {
    String line = lines.poll(120, TimeUnit.SECONDS);
    if (line == null || !line.startsWith(word)) {
      throw new IllegalStateException("a child process said " + line + " instead of " + word);
    }
    return line.substring(word.length()).trim();
  }

  /** Sends a signal, such as STOP or CONT. */
  public void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  /** Kills it at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
