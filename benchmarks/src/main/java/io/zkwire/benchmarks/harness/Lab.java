package io.zkwire.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/** What one row is measured with: a server of its own, and how often to repeat. Not thread-safe. */
public final class Lab implements AutoCloseable {

  private final boolean quick;
  private @Nullable ServerProcess server;

  Lab(boolean quick) {
    this.quick = quick;
  }

  /**
   * How many rounds, or forks.
   *
   * @param full how many in a full run
   * @param few how many in a quick one
   * @return one of them
   */
  public int rounds(int full, int few) {
    return quick ? few : full;
  }

  /** A ZooKeeper server in a JVM of its own, started when first asked for. */
  public ServerProcess server() throws Exception {
    return server(2_000);
  }

  /**
   * As {@link #server()}, with another tick: the server expires sessions at multiples of it.
   *
   * @param tickMillis the tick of a server that is not started yet
   */
  public ServerProcess server(int tickMillis) throws Exception {
    if (server == null) {
      server = ServerProcess.start(tickMillis);
    }
    return server;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
