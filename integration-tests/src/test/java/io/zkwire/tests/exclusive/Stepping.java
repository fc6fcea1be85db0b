package io.zkwire.tests.exclusive;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Moves a clock on, in small steps, while something is done. */
final class Stepping {

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private Stepping() {}

  static void during(HandClock clock, Action action) throws Exception {
    ScheduledExecutorService stepper = Executors.newSingleThreadScheduledExecutor();
    stepper.scheduleAtFixedRate(
        () -> clock.step(Duration.ofMillis(20)), 0, 20, TimeUnit.MILLISECONDS);
    try {
      action.run();
    } finally {
      stepper.shutdownNow();
    }
  }
}
