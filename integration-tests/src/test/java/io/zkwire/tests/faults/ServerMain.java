package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** A ZooKeeper server as its own script starts it, which also ends with its standard input. */
final class ServerMain {
  private ServerMain() {}

  public static void main(String[] args) {
    Thread watch = new Thread(ServerMain::haltWithInput, "input");
    watch.setDaemon(true);
    watch.start();
    QuorumPeerMain.main(args);
  }

  private static void haltWithInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("The input failed: " + e);
    }
    Runtime.getRuntime().halt(0);
  }
}
