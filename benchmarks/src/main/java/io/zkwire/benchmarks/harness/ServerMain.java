package io.zkwire.benchmarks.harness;

import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** ZooKeeper's own main, ended when the process that started it ends. */
public final class ServerMain {

  private ServerMain() {}

  /**
   * Runs a server.
   *
   * @param args the configuration file
   */
  public static void main(String[] args) {
    Parent.endWithIt();
    QuorumPeerMain.main(args);
  }
}
