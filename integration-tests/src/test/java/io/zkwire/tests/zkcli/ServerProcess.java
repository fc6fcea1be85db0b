package io.zkwire.tests.zkcli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.client.FourLetterWordMain;
import org.apache.zookeeper.common.X509Exception;

/** A ZooKeeper server in a process of its own, as its script starts it. */
final class ServerProcess {

  private static final int ANSWER_MILLIS = 1_000;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it, and returns when it serves. A server listens before it does, and a connection that
   * comes in between may never be read: then its client waits for the whole connect timeout.
   */
  static ServerProcess start(Path directory) throws IOException {
    int port = freePort();
    Path settings = directory.resolve("zoo.cfg");
    Files.write(
        settings,
        List.of(
            "tickTime=500",
            "dataDir=" + directory.resolve("data"),
            "clientPortAddress=127.0.0.1",
            "clientPort=" + port,
            "admin.enableServer=false"));
    Process process = Jvm.start("io.zkwire.tests.faults.ServerMain", settings.toString());
    Thread reader = new Thread(() -> drain(process), "server output");
    reader.setDaemon(true);
    reader.start();
    ServerProcess server = new ServerProcess(process, port);
    await().atMost(60, TimeUnit.SECONDS).until(server::serves);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean serves() {
    try {
      return FourLetterWordMain.send4LetterWord("127.0.0.1", port, "srvr", false, ANSWER_MILLIS)
          .contains("Mode: standalone");
    } catch (IOException | X509Exception.SSLContextException e) {
      return false; // not yet
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void close() throws IOException, InterruptedException {
    Jvm.end(process);
  }
}
