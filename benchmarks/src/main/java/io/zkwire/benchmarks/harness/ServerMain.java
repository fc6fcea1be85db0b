package io.zkwire.benchmarks.harness;

import java.io.IOException;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** ZooKeeper's own main, ended when the process that started it ends: its standard input closes. */
public final class ServerMain {

  private ServerMain() {}

  /**
   * Runs a server.
   *
   * @param args the configuration file
   */
  public static void main(String[] args) {
    Thread watcher = new Thread(ServerMain::haltAtEndOfInput, "parent-watcher");
    watcher.setDaemon(true);
    watcher.start();
    QuorumPeerMain.main(args);
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes
      }
    } catch (IOException e) {
      // the end as well
    }
    Runtime.getRuntime().halt(0);
  }
}
