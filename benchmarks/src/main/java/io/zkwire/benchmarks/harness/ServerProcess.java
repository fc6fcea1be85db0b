package io.zkwire.benchmarks.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One ZooKeeper server in a JVM of its own, on loopback, with fsync as a production server has it
 * and without the AdminServer. Its data lies in the temporary directory and goes with it.
 */
public final class ServerProcess implements AutoCloseable {

  private static final long START_MILLIS = 30_000;
  private static final List<String> CHANGES = List.of("created", "deleted", "changed", "children");

  private final Process process;
  private final Path directory;
  private final int port;
  private long asked;

  private ServerProcess(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param tickMillis its tick: sessions end at multiples of it
   */
  public static ServerProcess start(int tickMillis) throws Exception {
    Path directory = Files.createTempDirectory("zkwire-benchmarks");
    int port = freePort();
    Path config = directory.resolve("zoo.cfg");
    Files.write(
        config,
        List.of(
            "dataDir=" + directory.resolve("data"),
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "tickTime=" + tickMillis,
            "maxClientCnxns=0",
            "admin.enableServer=false",
            "4lw.commands.whitelist=ruok,mntr"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    ServerProcess server = new ServerProcess(process, directory, port);
    server.awaitStarted();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStarted() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String log = Files.readString(directory.resolve("server.log"));
        close();
        throw new IllegalStateException("the server did not start:\n" + log);
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() {
    try {
      return ask("ruok").equals("imok");
    } catch (IOException e) {
      return false;
    }
  }

  /** Its port on loopback. */
  public int port() {
    return port;
  }

  /** Where clients connect. */
  public String connectString() {
    return "127.0.0.1:" + port;
  }

  /**
   * How many packets it has received from clients: requests, and pings. The questions asked here
   * are left out, so that the difference of two answers is the clients' alone.
   */
  public long packetsReceived() throws IOException {
    String answer = ask("mntr");
    return figure(answer, "zk_packets_received") - asked;
  }

  /**
   * How many watchers it has told of a change, each time counted. Only the difference of two
   * answers says something.
   */
  public long notifications() {
    try {
      String answer = ask("mntr");
      long told = 0;
      for (String change : CHANGES) {
        told += figure(answer, "zk_sum_node_" + change + "_watch_count");
      }
      return told;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long figure(String answer, String name) throws IOException {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + "\t"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1).trim()))
        .findFirst()
        .orElseThrow(() -> new IOException("mntr does not tell " + name));
  }

  private String ask(String word) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      asked++;
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("cannot delete " + directory + ": " + e);
    }
  }
}
