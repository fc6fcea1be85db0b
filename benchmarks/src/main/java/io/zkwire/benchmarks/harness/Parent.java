package io.zkwire.benchmarks.harness;

import java.io.IOException;

/** The process that has started this one. */
public final class Parent {

  private Parent() {}

  /** Ends this process when its parent ends, even if that is killed: standard input closes then. */
  public static void endWithIt() {
    Thread watcher = new Thread(Parent::haltAtEndOfInput, "parent-watcher");
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
