package io.zkwire.samples.quickstart;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;

/** ZooKeeper's own embedded server, on loopback, in a JVM that can be killed and started again. */
public final class ServerApp {

  private static final long START_MILLIS = 30_000;

  private ServerApp() {}

  /**
   * Runs until the input ends.
   *
   * @param args the data directory, the port
   * @throws Exception if the server cannot start
   */
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("clientPortAddress", "127.0.0.1");
    settings.setProperty("clientPort", args[1]);
    settings.setProperty("admin.enableServer", "false");
    settings.setProperty("tickTime", "500");
    try (ZooKeeperServerEmbedded server =
        ZooKeeperServerEmbedded.builder()
            .baseDir(Path.of(args[0]))
            .configuration(settings)
            .exitHandler(ExitHandler.LOG_ONLY)
            .build()) {
      server.start(START_MILLIS);
      System.out.println("ready " + server.getConnectionString());
      while (System.in.read() >= 0) {
        // nothing is said to it; the end of the input ends it
      }
    }
  }
}
