package io.zkwire.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile boolean closed;

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
    this(main.getName(), System.getProperty("java.class.path"), options, args);
  }

  /**
   * Starts one of other classes than ours.
   *
   * @param main its main class, which ends with the process that has started it
   * @param classPath its class path
   * @param options the options of its JVM
   * @param args its arguments
   */
  public ChildProcess(String main, String classPath, List<String> options, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(args);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread reader = new Thread(this::read, "child-reader");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      if (!closed) { // else it was killed
        System.err.println("cannot read from a child process: " + e);
      }
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
    return await(word, PATIENCE_SECONDS);
  }

  /** The same, with more or less patience. */
  public String await(String word, long seconds) throws InterruptedException {
    String line = lines.poll(seconds, TimeUnit.SECONDS);
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
    closed = true;
    process.destroyForcibly();
  }

  @Override
  public void close() {
    closed = true;
    process.destroyForcibly();
  }
}
