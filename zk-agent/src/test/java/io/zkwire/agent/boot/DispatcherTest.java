package io.zkwire.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  /** A class that is woven. */
  private static final class Woven {}

  private final AtomicReference<Object> passage = new AtomicReference<>(Open.PASSAGE);

  @AfterEach
  void forget() {
    Dispatcher.onLinked(null);
    Dispatcher.places(Woven.class).reset();
  }

  /**
   * A call passed where an agent that had come again was just putting the guard back, on another
   * thread.
   */
  @Test
  void aCallWaitsUntilTheGuardOfItsClassIsThere() throws Exception {
    Dispatcher.places(Woven.class).guard(0);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    Dispatcher.onLinked(
        (type, places) -> {
          entered.countDown();
          await(gate);
          ((ClassPlaces) places).guard(0).ask((owner, arguments) -> null, null);
        });
    Thread finds = new Thread(() -> Dispatcher.places(Woven.class));
    Thread calls =
        new Thread(() -> passage.set(Dispatcher.guard(Woven.class, 0).enter(null, null)));
    finds.start();
    entered.await();
    calls.start();
    while (calls.getState() != Thread.State.BLOCKED
        && calls.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    gate.countDown();
    calls.join();
    finds.join();
    assertThat(passage.get()).as("leave to run").isNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
