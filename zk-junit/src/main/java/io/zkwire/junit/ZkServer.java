package io.zkwire.junit;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.junit.ServerConfig.PortSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One ZooKeeper server in this JVM, on loopback. It keeps its port and its data over a stop and a
 * restart, which {@link ZkFaults} makes. Thread-safe.
 *
 * <pre>{@code
 * @Test
 * void serves(ZkServer server) {
 *   System.out.println(server.connectString() + (server.isServing() ? " serves" : " is down"));
 * }
 * }</pre>
 */
public final class ZkServer {
  private final int index;
  private final List<PortSet> ensemble;
  private final int tickTime;
  private final Duration startTimeout;
  private final Path home;
  private volatile @Nullable ServerProcess process;

  ZkServer(List<PortSet> ensemble, int index, Settings settings, Path home) {
    this.ensemble = ensemble;
    this.index = index;
    tickTime = settings.tickTime();
    startTimeout = settings.startTimeout();
    this.home = home.resolve("server-" + index);
  }

  /** The server's index in its ensemble, from 0. */
  public int index() {
    return index;
  }

  /** The port that clients connect to; the same after a restart. */
  public int port() {
    return ensemble.get(index).client();
  }

  /** The server's own address, {@code host:port}, without a proxy and without a chroot. */
  public String connectString() {
    return Addresses.show(Ports.loopback(), port());
  }

  /**
   * Where the server keeps its snapshots and logs. It is deleted when the server is no longer
   * needed.
   */
  public Path dataDirectory() {
    return home.resolve("data");
  }

  /**
   * Whether the server serves requests at this moment: it runs and, in an ensemble, belongs to a
   * quorum.
   */
  public boolean isServing() {
    return mode().isPresent();
  }

  /** Its role as it says itself; empty if it does not serve. */
  Optional<String> mode() {
    return isRunning() ? FourLetters.mode(port()) : Optional.empty();
  }

  boolean isRunning() {
    return process != null;
  }

  /** Starts the server; returns once it listens, in an ensemble maybe before it serves. */
  synchronized void start() {
    if (process != null) {
      return;
    }
    PortSet ports = ensemble.get(index);
    if (!Await.isSo(startTimeout, ports::areFree)) {
      throw notStarted("another program listens on one of its ports: " + ports, null);
    }
    try {
      Files.createDirectories(dataDirectory());
      if (ensemble.size() > 1) {
        Files.writeString(
            dataDirectory().resolve("myid"), Integer.toString(ServerConfig.id(index)));
      }
      var configuration = ServerConfig.of(ensemble, index, tickTime, dataDirectory());
      process =
          ServerProcess.start("zk-server " + connectString(), configuration, home, startTimeout);
    } catch (IOException e) {
      throw notStarted("its files under " + home + " could not be written", e);
    } catch (Exception e) {
      throw notStarted(String.valueOf(e.getMessage()), e);
    }
  }

  /** Stops the server; returns once its port is closed and its data written. */
  synchronized void stop() {
    ServerProcess running = process;
    process = null;
    if (running != null) {
      running.stop();
      Await.until(this + " has closed its ports", startTimeout, ensemble.get(index)::areFree);
    }
  }

  /** Forgets all data of a stopped server. */
  synchronized void wipe() {
    Directories.delete(home);
  }

  /** What to throw when the server does not serve in time. */
  ZkConnectException notStarted(String why, @Nullable Throwable cause) {
    return new ZkConnectException(
        ErrorCode.SESSION_CONNECT,
        connectString(),
        "The ZooKeeper server on port "
            + port()
            + " did not start within "
            + Texts.show(startTimeout)
            + ": "
            + why,
        "Look into its log, or give it longer with @ZkTest(startTimeout = ...)",
        cause);
  }

  @Override
  public String toString() {
    return "ZooKeeper server " + index + " (" + connectString() + ")";
  }
}
