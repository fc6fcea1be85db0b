package io.zkwire.benchmarks.agent;

/** What an application may hold that knows nothing of zkwire. */
final class Legacy {

  private final int limit;
  private int done;

  Legacy(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  void step() {
    done++;
  }

  int done() {
    return done;
  }
}
