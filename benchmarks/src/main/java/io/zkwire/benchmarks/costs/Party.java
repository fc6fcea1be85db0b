package io.zkwire.benchmarks.costs;

import io.zkwire.runtime.ZkWire;
import java.io.IOException;

/** One process: a client behind a tap. */
final class Party implements AutoCloseable {

  final ZkWire zk;
  private final WireTap tap;

  /**
   * Connects.
   *
   * @param name what {@code ${member}} stands for
   * @param port of the server
   */
  Party(String name, int port) throws IOException {
    tap = new WireTap(port);
    zk =
        ZkWire.builder()
            .connect(tap.connectString())
            .sessionTimeout(Stage.SESSION)
            .property("member", name)
            .start();
  }

  WireTotals totals() {
    return tap.totals();
  }

  @Override
  public void close() throws IOException {
    zk.close();
    tap.close();
  }
}
