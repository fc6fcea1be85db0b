package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.ZkWireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.jspecify.annotations.Nullable;

/**
 * ZooKeeper's own server inside this JVM, on loopback, without its administration server. For a
 * laptop, a demonstration or a test: it is one server, and its data is as safe as one process.
 * Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

  private static final int TICK_MILLIS = 500;
  private static final List<String> NEEDED =
      List.of("com.codahale.metrics.Reservoir", "org.xerial.snappy.SnappyInputStream");

  private final Path directory;
  private final boolean temporary;
  private final ZooKeeperServer server;
  private final ServerCnxnFactory connections;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedServer(
      Path directory, boolean temporary, ZooKeeperServer server, ServerCnxnFactory connections) {
    this.directory = directory;
    this.temporary = temporary;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Starts a server on a free port of loopback.
   *
   * @param data where its data lies; null for a temporary directory that is deleted on close
   * @return the server, ready for clients
   * @throws OptionException ZK-OPTION-03 if a library that the server needs is missing
   * @throws ZkWireException ZK-SESSION-01 if it cannot start
   */
  public static EmbeddedServer start(@Nullable Path data) {
    NEEDED.forEach(EmbeddedServer::require);
    try {
      Path directory = data == null ? Files.createTempDirectory("zkwire-embedded") : data;
      ZooKeeperServer server =
          new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MILLIS);
      server.setMinSessionTimeout(2 * TICK_MILLIS);
      server.setMaxSessionTimeout(600_000);
      ServerCnxnFactory connections = new NIOServerCnxnFactory();
      connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      connections.startup(server);
      return new EmbeddedServer(directory, data == null, server, connections);
    } catch (IOException e) {
      throw new ZkWireException(
          ErrorCode.SESSION_CONNECT,
          "the embedded server cannot start: " + e,
          "Look at the data directory "
              + (data == null ? "of this machine's temporary files" : data),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_CONNECT, "interrupted while starting", "Start again", e);
    }
  }

  private static void require(String type) {
    try {
      Class.forName(type, false, EmbeddedServer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new OptionException(
          ErrorCode.OPTION_LIBRARY,
          "embedded",
          "the embedded server needs the class " + type + ", which is not there",
          "Add io.dropwizard.metrics:metrics-core:3.2.5 and org.xerial.snappy:snappy-java:1.1.10.5",
          e);
    }
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String connectString() {
    return "127.0.0.1:" + connections.getLocalPort();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    connections.shutdown();
    server.shutdown(true);
    if (temporary) {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
