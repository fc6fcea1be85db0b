package io.zkwire.tests.exclusive;

import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import org.jspecify.annotations.Nullable;

/**
 * Three servers in this JVM. One of them reaches the other two by a proxy, so that it can be cut
 * off from them together with its clients, on any machine. That one never leads: its number is the
 * lowest, and all begin without data.
 */
final class SplitEnsemble implements AutoCloseable {

  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
  private static final int SIZE = 3;
  private static final int FOLLOWER = 0;
  private static final int TICK_MILLIS = 500;

  /** A follower that hears nothing of its leader serves for so many ticks more. */
  private static final int SYNC_LIMIT = 120;

  private static final long START_MILLIS = 30_000;
  private static final int LOWEST_PORT = 20_000;
  private static final int BEYOND_PORTS = 32_000;
  private static final int ATTEMPTS = 200;

  private final Path home;
  private final List<Ports> ports = new ArrayList<>();
  private final List<ZooKeeperServerEmbedded> servers = new ArrayList<>();
  private final ThreadGroup threads = new ThreadGroup("split-ensemble");
  private final ZkProxy toPeers;

  private record Ports(int client, int quorum, int election) {
    private String line(String quorumAddress) {
      return quorumAddress + ":" + election + ";" + HOST + ":" + client;
    }
  }

  /** Starts them; whoever connects waits until they serve. */
  SplitEnsemble() throws Exception {
    home = Files.createTempDirectory("split-ensemble");
    for (int i = 0; i < SIZE; i++) {
      ports.add(new Ports(free(), free(), free()));
    }
    toPeers = ZkProxy.to(quorum(1) + "," + quorum(2));
    for (int i = 0; i < SIZE; i++) {
      servers.add(server(i));
    }
    FutureTask<@Nullable Void> started = new FutureTask<>(this::startAll);
    new Thread(threads, started).start(); // what it starts is of its group
    try {
      started.get();
    } catch (ExecutionException e) {
      close();
      throw e;
    }
  }

  private @Nullable Void startAll() throws Exception {
    for (ZooKeeperServerEmbedded server : servers) {
      server.start(START_MILLIS);
    }
    return null;
  }

  /** A port below those that connections get. */
  private static int free() throws IOException {
    IOException last = new IOException("no attempt");
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, BEYOND_PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private String quorum(int server) {
    return HOST + ":" + ports.get(server).quorum();
  }

  private ZooKeeperServerEmbedded server(int server) throws Exception {
    Path base = home.resolve("server" + server);
    Path data = Files.createDirectories(base.resolve("data"));
    Files.writeString(data.resolve("myid"), Integer.toString(server + 1));
    return ZooKeeperServerEmbedded.builder()
        .baseDir(base)
        .configuration(configuration(server, data))
        .exitHandler(ExitHandler.LOG_ONLY)
        .build();
  }

  private Properties configuration(int server, Path data) {
    Properties properties = new Properties();
    properties.setProperty("dataDir", data.toString());
    properties.setProperty("tickTime", Integer.toString(TICK_MILLIS));
    properties.setProperty("initLimit", "20");
    properties.setProperty("syncLimit", Integer.toString(SYNC_LIMIT));
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("preAllocSize", "1024");
    List<String> proxied = List.of(toPeers.connectString().split(","));
    for (int i = 0; i < SIZE; i++) {
      String address = server == FOLLOWER && i != FOLLOWER ? proxied.get(i - 1) : quorum(i);
      properties.setProperty("server." + (i + 1), ports.get(i).line(address));
    }
    return properties;
  }

  private String client(int server) {
    return HOST + ":" + ports.get(server).client();
  }

  /** The address of the one that can be cut off. */
  String follower() {
    return client(FOLLOWER);
  }

  /** The addresses of the other two. */
  String majority() {
    return client(1) + "," + client(2);
  }

  /**
   * Does something while the follower and its peers hear nothing of each other. No connection
   * breaks, and afterwards what was held back arrives.
   */
  void whileCutOff(Stepping.Action action) throws Exception {
    toPeers.hold();
    try {
      action.run();
    } finally {
      toPeers.heal();
    }
  }

  @Override
  public void close() throws IOException {
    servers.forEach(ZooKeeperServerEmbedded::close);
    toPeers.close();
    threads.interrupt(); // a leader may forget those by which it sends
    await().atMost(30, TimeUnit.SECONDS).until(() -> threads.activeCount() == 0);
    try (Stream<Path> below = Files.walk(home)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
