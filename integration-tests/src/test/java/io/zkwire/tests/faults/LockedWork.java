package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import io.zkwire.annotation.ZkLock;
import io.zkwire.tests.faults.Subject.Style;

/** What an application would write that works only under a lock. */
class LockedWork {

  /** Runs only under the lock. */
  @ZkLock(Kind.NAME)
  void locked(Recorder recorder, Style style) {
    recorder.call(System.nanoTime(), FencingToken.current(), style);
  }
}
