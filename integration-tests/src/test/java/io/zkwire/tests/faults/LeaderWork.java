package io.zkwire.tests.faults;

import io.zkwire.Leadership;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.tests.faults.Subject.Style;

/** What an application would write that works only as the leader. */
class LeaderWork {

  @Leader(Kind.NAME)
  private Leadership leadership;

  private boolean ran;

  /** Begins a call, of which {@link #ran} then tells whether it ran. */
  void clear() {
    ran = false;
  }

  boolean ran() {
    return ran;
  }

  Leadership leadership() {
    return leadership;
  }

  /** Runs only in the process that leads. */
  @LeaderOnly(Kind.NAME)
  void lead(long before, Recorder recorder, Style style) {
    recorder.call(before, leadership.token(), style);
    ran = true;
  }
}
