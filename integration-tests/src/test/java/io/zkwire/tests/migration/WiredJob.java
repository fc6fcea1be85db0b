package io.zkwire.tests.migration;

import io.zkwire.annotation.LeaderOnly;

/** After: a role of zkwire. */
public class WiredJob implements Job {

  @Override
  @LeaderOnly("nightly")
  public void tick(Runnable work) {
    work.run();
  }
}
