package io.zkwire.benchmarks.spring;

import java.io.IOException;

/** The process that has started this one. */
final class Starter {

  private Starter() {}

  /** Ends this process when that one ends, even if it is killed: standard input closes then. */
  static void endWithIt() {
    Thread watcher = new Thread(Starter::haltAtEndOfInput, "starter-watcher");
    watcher.setDaemon(true);
    watcher.start();
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
