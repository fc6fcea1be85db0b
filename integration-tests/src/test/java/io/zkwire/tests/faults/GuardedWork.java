package io.zkwire.tests.faults;

import io.zkwire.CurrentToken;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.tests.faults.Subject.Style;

/** What an application would write: methods that run only as leader, or only under the lock. */
class GuardedWork {
  static final long CALL_NANOS = 200_000_000;

  Leadership leadership;
  boolean ran;

  /** Runs only in the process that leads. */
  void lead(long before, Recorder recorder, Style style) {
    ran = true;
    work(before, leadership.token(), recorder, style);
  }

  /** Runs only under the lock. */
  void locked(Recorder recorder, Style style) {
    ran = true;
    work(System.nanoTime(), CurrentToken.get(), recorder, style);
  }

  private static void work(long before, FencingToken token, Recorder recorder, Style style) {
    if (style != Style.CALLS) {
      recorder.works(before, token.czxid(), token.local());
      return;
    }
    for (long tick = before; tick - before < CALL_NANOS; tick = System.nanoTime()) {
      recorder.works(tick, token.czxid(), token.local());
    }
  }
}
