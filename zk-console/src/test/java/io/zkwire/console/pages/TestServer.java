package io.zkwire.console.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper server that can be stopped, and comes back on its port with its data. */
final class TestServer implements AutoCloseable {

  private final Path data;
  private final int port;
  private ServerCnxnFactory connections;
  private ZooKeeperServer server;

  TestServer(Path data) throws Exception {
    this.data = data;
    this.port = free();
    System.setProperty("zookeeper.4lw.commands.whitelist", "srvr");
    start();
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String connectString() {
    return "127.0.0.1:" + port;
  }

  void start() throws Exception {
    server = new ZooKeeperServer(data.toFile(), data.toFile(), 500);
    server.setMinSessionTimeout(1_000);
    server.setMaxSessionTimeout(60_000);
    connections = new NIOServerCnxnFactory();
    connections.configure(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000, -1, false);
    connections.startup(server);
  }

  void stop() {
    connections.shutdown();
    server.shutdown();
  }

  @Override
  public void close() {
    stop();
  }
}
