package io.zkwire.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.Live;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that comes back under another address: its name is resolved again. */
class HostNamesTest {

  /** The application, in a JVM whose names come from a file. */
  public static final class App {
    private App() {}

    /** Prints each value of one key. */
    public static void main(String[] args) throws Exception {
      try (ZkWire zk = ZkWire.connect(args[0])) {
        Live<Integer> live = zk.config().live("n", Integer.class, 0);
        live.onChange(change -> System.out.println("value " + change.newValue()));
        System.out.println("value " + live.get());
        System.in.read();
      }
    }
  }

  private static NIOServerCnxnFactory serve(Path data, String address, int port) throws Exception {
    ZooKeeperServer server = new ZooKeeperServer(data.toFile(), data.toFile(), 500);
    server.setMaxSessionTimeout(60_000);
    NIOServerCnxnFactory factory = new NIOServerCnxnFactory();
    factory.configure(new InetSocketAddress(address, port), 0);
    factory.startup(server);
    return factory;
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void namesAreResolvedAgainOnReconnect(@TempDir Path temp) throws Exception {
    Path hosts = temp.resolve("hosts");
    Path data = Files.createDirectory(temp.resolve("data"));
    Files.writeString(hosts, "127.0.0.1 zk.test localhost\n");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    NIOServerCnxnFactory first = serve(data, "127.0.0.1", port);
    Process app =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "zk.test:" + port + "/names")
            .redirectError(new File(temp.toFile(), "app.log"))
            .start();
    NIOServerCnxnFactory second = null;
    try (BufferedReader out = app.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("value 0");
      first.shutdown();
      Files.writeString(hosts, "127.0.0.2 zk.test\n127.0.0.1 localhost\n");
      second = serve(data, "127.0.0.2", port);
      try (ZkWire zk = ZkWire.connect("127.0.0.2:" + port + "/names")) {
        zk.config().publish("n", 7);
      }
      assertThat(out.readLine()).isEqualTo("value 7");
    } finally {
      app.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      first.shutdown();
      if (second != null) {
        second.shutdown();
      }
    }
  }
}
