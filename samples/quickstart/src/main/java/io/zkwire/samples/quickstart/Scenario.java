package io.zkwire.samples.quickstart;

import java.io.IOException;
import java.util.List;

/** One thing that ZooKeeper is used for, told in steps. */
interface Scenario {

  /** What is shown. */
  String title();

  /** The steps, in their order. */
  List<Step> steps();

  /**
   * One step.
   *
   * @param title what it shows
   * @param action makes it happen, and compares
   */
  record Step(String title, Action action) {}

  /** Makes something happen, and throws a {@link Difference} if it does not end as expected. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException, InterruptedException;
  }
}
