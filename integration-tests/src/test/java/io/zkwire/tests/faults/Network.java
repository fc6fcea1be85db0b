package io.zkwire.tests.faults;

import java.util.List;

/** Where servers and workers run, and how they are cut off from each other. */
interface Network extends AutoCloseable {

  /** The places of workers. */
  List<Site> sites();

  /** The command that runs another one at the place of a server. */
  List<String> serverCommand(int server, List<String> command);

  /** The line {@code server.N=…} of a configuration. */
  String serverLine(int server);

  /** Where the harness itself reaches a server. */
  Address client(int server);

  /** Whether {@link #cutPeers} can be done here. */
  boolean canCutPeers();

  /** Cuts a server off from the other servers; clients reach it as before. */
  void cutPeers(int server);

  /** Mends what {@link #cutPeers} cut. */
  void healPeers(int server);

  @Override
  void close();

  /** A host and a port. */
  record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
