package io.zkwire.benchmarks.exclusive;

import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;

/** The least that a leader can do. */
public class Step {

  /** How often it was done. */
  protected int done;

  /** Does it. */
  @LeaderOnly(value = "${role}", otherwise = Otherwise.SKIP)
  public void step() {
    done++;
  }

  /** How often it was done. */
  final int done() {
    return done;
  }
}
