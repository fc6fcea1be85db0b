package io.zkwire.tests.agent;

import io.zkwire.agent.IsolatedLoader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program in a JVM of its own, of the same Java as the tests. */
final class Program implements AutoCloseable {

  private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

  private final Process process;
  private final Path directory;

  private Program(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /** The agent's jar. */
  static Path agent() {
    try {
      return Path.of(
          IsolatedLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (Exception e) {
      throw new IllegalStateException("the agent is not packaged", e);
    }
  }

  /** A jar that was fetched for the tests. */
  static Path jar(String name) {
    Path jar = PROGRAMS.resolve(name);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("the build did not fetch " + jar);
    }
    return jar;
  }

  /** A class path of fetched jars. */
  static String classPath(String... names) {
    return String.join(
        java.io.File.pathSeparator, Stream.of(names).map(n -> jar(n).toString()).toList());
  }

  /** The java command of the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Starts a program.
   *
   * @param directory where it runs and where its output goes
   * @param mapping the mapping that it starts with, or null to start it without the agent
   * @param arguments of the java command
   */
  static Program start(Path directory, Path mapping, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    if (mapping != null) {
      command.add("-javaagent:" + agent() + "=" + mapping);
    }
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out.txt").toFile())
            .redirectError(directory.resolve("err.txt").toFile())
            .start();
    return new Program(process, directory);
  }

  /** What a command of the agent's command line said. */
  record Said(int code, String text) {}

  /** Runs the agent's command line. */
  static Said cli(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java(), "-jar", agent().toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  String pid() {
    return Long.toString(process.pid());
  }

  Said attach(Path mapping) throws IOException, InterruptedException {
    return cli(directory, "attach", pid(), mapping.toString());
  }

  Said status() throws IOException, InterruptedException {
    return cli(directory, "status", pid());
  }

  Said detach() throws IOException, InterruptedException {
    return cli(directory, "detach", pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended of itself, and gives its exit code. */
  int ended() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  /** Writes a line to its standard input. */
  void tell(String line) {
    try {
      BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String out() {
    return read("out.txt");
  }

  /** Its standard error, without the lines of a JVM that an agent was loaded into. */
  String err() {
    return String.join("\n", read("err.txt").lines().filter(line -> !ofTheJvm(line)).toList());
  }

  /**
   * JEP 451 warns of any agent; JEP 472 of the JDK's own library for agents, where the program's
   * modules do not need it.
   */
  private static boolean ofTheJvm(String line) {
    return line.startsWith("WARNING: A Java agent has been loaded dynamically (" + agent() + ")")
        || line.startsWith("WARNING: If a serviceability tool is ")
        || line.startsWith("WARNING: Dynamic loading of agents will be disallowed")
        || line.equals("WARNING: A restricted method in java.lang.System has been called")
        || line.startsWith(
            "WARNING: java.lang.System::loadLibrary has been called by sun.instrument.")
        || line.startsWith("WARNING: Use --enable-native-access=java.instrument ")
        || line.startsWith("WARNING: Restricted methods will be blocked");
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
