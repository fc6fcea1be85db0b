package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** ZooKeeper: started, killed, and started again on the same data and port. */
final class Server {

  /**
   * Below the ports that systems give to outgoing connections, so that nobody takes it meanwhile.
   */
  private static final int FIRST_PORT = 21810;

  private final Children children;
  private final Path data;
  private final int port;
  private Child process;

  Server(Children children) throws IOException, InterruptedException {
    this.children = children;
    this.data = Files.createDirectory(children.directory().resolve("zookeeper"));
    this.port = freePort();
    this.process = launch();
  }

  /** Where everybody connects, in a part of the tree of their own. */
  String address() {
    return "127.0.0.1:" + port + "/acme";
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.close();
  }

  void restart() throws IOException, InterruptedException {
    process = launch();
  }

  private Child launch() throws IOException, InterruptedException {
    Child started =
        children.start(
            "zookeeper", ServerApp.class.getName(), data.toString(), Integer.toString(port));
    started.await(0, "ready");
    return started;
  }

  private static int freePort() throws IOException {
    for (int port = FIRST_PORT; port < FIRST_PORT + 100; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (java.net.BindException e) {
        // taken: the next one
      }
    }
    throw new IOException("no free port from " + FIRST_PORT + " on");
  }
}
