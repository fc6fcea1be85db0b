package io.zkwire.tests.faults;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that this harness started, and the only kind of process that it signals. */
final class Child {
  private static final Duration END_AT_MOST = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final BufferedWriter input;
  private volatile boolean stopped;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    input = process.outputWriter();
  }

  /**
   * Starts a process; it ends with its standard input, so also when the harness dies.
   *
   * @param name for messages
   * @param command what to run
   * @param environment added to that of the harness
   * @param errors where its standard error goes, appended
   * @param lines called with each line of its standard output, by one thread
   */
  static Child start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path errors,
      Consumer<String> lines) {
    File to = errors.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(to));
    builder.environment().putAll(environment);
    try {
      Child child = new Child(name, builder.start());
      Thread reader = new Thread(() -> child.read(lines), name + " output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started: " + command, e);
    }
  }

  private void read(Consumer<String> lines) {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      lines.accept("! end " + e.getMessage());
    }
  }

  synchronized void send(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " takes no command", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** With what it has ended: 137 if it was killed. */
  int exitValue() {
    return process.exitValue();
  }

  /** Stops it where it stands (SIGSTOP). */
  void freeze() {
    signal("STOP");
    stopped = true;
  }

  /** Lets it go on (SIGCONT); nothing happens if it was not frozen. */
  void thaw() {
    if (stopped && process.isAlive()) {
      signal("CONT");
    }
    stopped = false;
  }

  private void signal(String signal) {
    Commands.run(List.of("sh", "-c", "kill -" + signal + " " + process.pid()));
  }

  /** Kills it (SIGKILL), and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end (SIGTERM), and kills it if it does not in time. */
  void end() {
    thaw();
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return name + " (" + process.pid() + ")";
  }
}
