package io.zkwire.benchmarks.exclusive;

import io.zkwire.Leadership;
import io.zkwire.Registration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for leadership. */
final class Leading {

  private Leading() {}

  /** Waits until this process leads. */
  static void await(Leadership leadership) throws InterruptedException {
    CountDownLatch leads = new CountDownLatch(1);
    Registration told =
        leadership.onChange(
            now -> {
              if (now) {
                leads.countDown();
              }
            });
    if (!leads.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not lead '" + leadership.role() + "'");
    }
    told.close();
  }
}
