package io.zkwire.junit;

import io.zkwire.ZkConnectException;
import io.zkwire.junit.ServerConfig.PortSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ZooKeeper servers of a test: one, or an ensemble of three or more. {@link ZkFaults} breaks
 * it. Thread-safe.
 *
 * <pre>{@code
 * @Test
 * void threeServe(ZkEnsemble ensemble) {                                 // @ZkTest(servers = 3)
 *   System.out.println(ensemble.connectString() + ", led by " + ensemble.leader());
 * }
 * }</pre>
 */
public final class ZkEnsemble {
  private static final int ATTEMPTS = 3;

  private final Path home = Directories.temporary();
  private final Duration startTimeout;
  private final List<ZkServer> servers;

  private ZkEnsemble(Settings settings) {
    startTimeout = settings.startTimeout();
    List<PortSet> ports = Stream.generate(PortSet::free).limit(settings.servers()).toList();
    servers =
        IntStream.range(0, ports.size())
            .mapToObj(i -> new ZkServer(ports, i, settings, home))
            .toList();
  }

  /**
   * Starts the servers and returns once all serve. Should another program take a port first, it
   * tries other ports.
   */
  static ZkEnsemble start(Settings settings) {
    List<ZkConnectException> failures = new ArrayList<>();
    while (true) {
      ZkEnsemble ensemble = new ZkEnsemble(settings);
      try {
        ensemble.startAll();
        return ensemble;
      } catch (ZkConnectException e) {
        ensemble.close();
        failures.forEach(e::addSuppressed);
        if (failures.size() + 1 == ATTEMPTS) {
          throw e;
        }
        failures.add(e);
      }
    }
  }

  /** How many servers there are, stopped ones included. */
  public int size() {
    return servers.size();
  }

  /**
   * One of the servers.
   *
   * @param index from 0
   * @return the server
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public ZkServer server(int index) {
    if (index < 0 || index >= servers.size()) {
      throw new IndexOutOfBoundsException(
          "There is no server "
              + index
              + ": @ZkTest(servers = "
              + size()
              + ") has 0 to "
              + (size() - 1));
    }
    return servers.get(index);
  }

  /**
   * The servers' own addresses, {@code host:port} separated by commas, without proxies and without
   * a chroot.
   */
  public String connectString() {
    return servers.stream().map(ZkServer::connectString).collect(Collectors.joining(","));
  }

  /**
   * Which server leads; waits for an election that is under way, at most for the start timeout.
   *
   * @return its index; 0 if there is only one
   * @throws IllegalStateException if none leads in time, because too few servers run
   */
  public int leader() {
    return size() == 1 ? 0 : first("leader", mode -> mode.equals("leader"));
  }

  /**
   * A server that follows, the one with the lowest index; waits as {@link #leader} does.
   *
   * @return its index
   * @throws IllegalStateException if there is only one server, or none follows in time
   */
  public int follower() {
    if (size() == 1) {
      throw new IllegalStateException("A single server has no follower: use @ZkTest(servers = 3)");
    }
    return first("follower", mode -> mode.equals("follower"));
  }

  private int first(String role, Predicate<String> isMode) {
    int[] found = {-1};
    Await.until(
        "one of " + connectString() + " is the " + role,
        startTimeout,
        () -> {
          found[0] =
              servers.stream()
                  .filter(s -> s.mode().filter(isMode).isPresent())
                  .mapToInt(ZkServer::index)
                  .findFirst()
                  .orElse(-1);
          return found[0] >= 0;
        });
    return found[0];
  }

  /** Starts the servers that are stopped, and waits until all that can serve do. */
  void startAll() {
    servers.forEach(ZkServer::start);
    awaitServing();
  }

  /** Waits until each running server serves, if those that run are a quorum. */
  void awaitServing() {
    List<ZkServer> running = servers.stream().filter(ZkServer::isRunning).toList();
    if (running.size() * 2 <= size()) {
      return;
    }
    for (ZkServer server : running) {
      if (!Await.isSo(startTimeout, server::isServing)) {
        throw server.notStarted("it does not serve requests", null);
      }
    }
  }

  void stopAll() {
    servers.forEach(ZkServer::stop);
  }

  /** Stops all servers, deletes their data and starts them again. */
  void wipe() {
    stopAll();
    servers.forEach(ZkServer::wipe);
    startAll();
  }

  /** Stops all servers and deletes their data for good. */
  void close() {
    stopAll();
    Directories.delete(home);
  }

  @Override
  public String toString() {
    return "ZooKeeper servers " + connectString();
  }
}
