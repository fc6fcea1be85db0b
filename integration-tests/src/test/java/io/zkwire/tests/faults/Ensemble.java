package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three servers, each in a JVM of its own. */
final class Ensemble implements AutoCloseable {
  static final int SIZE = 3;
  static final int TICK_MILLIS = 500;
  private static final Duration UP_AT_MOST = Duration.ofSeconds(30);
  private static final int ASK_MILLIS = 1_000;

  private final Network network;
  private final Java java;
  private final Path home;
  private final List<Child> servers = new ArrayList<>();

  Ensemble(Network network, Java java, Path home) {
    this.network = network;
    this.java = java;
    this.home = home;
    for (int i = 0; i < SIZE; i++) {
      configure(i);
      servers.add(launch(i));
    }
  }

  private void configure(int server) {
    List<String> lines = new ArrayList<>();
    lines.add("dataDir=" + data(server));
    lines.add("tickTime=" + TICK_MILLIS);
    lines.add("initLimit=20");
    lines.add("syncLimit=10");
    lines.add("maxClientCnxns=0");
    lines.add("admin.enableServer=false");
    lines.add("4lw.commands.whitelist=srvr,wchp");
    lines.add("preAllocSize=1024");
    for (int i = 0; i < SIZE; i++) {
      lines.add("server." + (i + 1) + "=" + network.serverLine(i));
    }
    try {
      Files.createDirectories(data(server));
      Files.writeString(data(server).resolve("myid"), Integer.toString(server + 1));
      Files.write(home.resolve("zoo" + server + ".cfg"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The configuration of a server could not be written", e);
    }
  }

  private Path data(int server) {
    return home.resolve("data" + server);
  }

  private Child launch(int server) {
    List<String> command =
        java.command(
            List.of("-Xmx160m"),
            ServerMain.class,
            List.of(home.resolve("zoo" + server + ".cfg").toString()));
    return Child.start(
        "server " + server,
        network.serverCommand(server, command),
        Map.of(),
        home.resolve("server" + server + ".err"),
        line -> {});
  }

  Network network() {
    return network;
  }

  static List<Integer> all() {
    return IntStream.range(0, SIZE).boxed().toList();
  }

  /** Where the harness itself reaches all of them. */
  String connectString() {
    return all().stream().map(i -> network.client(i).toString()).collect(Collectors.joining(","));
  }

  void freeze(int server) {
    servers.get(server).freeze();
  }

  void thaw(int server) {
    servers.get(server).thaw();
  }

  void kill(int server) {
    servers.get(server).kill();
  }

  /** Ends a server as an operator does. */
  void stop(int server) {
    servers.get(server).end();
  }

  /** Starts a server that does not run; does not wait until it serves. */
  void start(int server) {
    if (!servers.get(server).isAlive()) {
      servers.set(server, launch(server));
    }
  }

  /** Kills all, deletes what they have stored, starts them again, and waits until they serve. */
  void wipe() {
    all().forEach(this::kill);
    for (int server : all()) {
      delete(data(server));
      configure(server);
    }
    all().forEach(this::start);
    awaitServing();
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be deleted", e);
    }
  }

  /** Waits until all serve. */
  void awaitServing() {
    all().forEach(this::awaitServing);
  }

  /** Waits until a server serves. */
  void awaitServing(int server) {
    Poll.until("server " + server + " serves", UP_AT_MOST, () -> !mode(server).isEmpty());
  }

  /** Which server leads, waiting for an election. */
  int leader() {
    int[] found = {-1};
    Poll.until(
        "a server leads",
        UP_AT_MOST,
        () -> {
          for (int server : all()) {
            if (mode(server).equals("leader")) {
              found[0] = server;
              return true;
            }
          }
          return false;
        });
    return found[0];
  }

  /** What a server says of itself: leader, follower, or nothing if it does not serve. */
  String mode(int server) {
    return ask(server, "srvr")
        .lines()
        .filter(line -> line.startsWith("Mode: "))
        .map(line -> line.substring("Mode: ".length()))
        .findFirst()
        .orElse("");
  }

  /** The paths below a root on which clients of a server have watches, one each path and server. */
  List<String> watches(int server, String root) {
    return ask(server, "wchp")
        .lines()
        .filter(line -> line.startsWith(root + "/") || line.equals(root))
        .toList();
  }

  /** What a server answers to a word of four letters; nothing if it does not serve. */
  private String ask(int server, String word) {
    Network.Address address = network.client(server);
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ASK_MILLIS);
      socket.connect(new InetSocketAddress(address.host(), address.port()), ASK_MILLIS);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return ""; // it does not serve
    }
  }

  /** Brings all back to work, after whatever a round has done to them. */
  void restore() {
    for (int server : all()) {
      thaw(server);
      if (network.canCutPeers()) {
        network.healPeers(server);
      }
      start(server);
    }
    awaitServing();
  }

  /** Ends all servers, and keeps their data. */
  @Override
  public void close() {
    servers.forEach(Child::end);
  }

  /** Deletes everything that the servers have written. */
  void delete() {
    delete(home);
  }
}
