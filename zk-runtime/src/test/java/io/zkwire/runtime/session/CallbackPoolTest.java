package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackPoolTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CallbackPool pool = new CallbackPool(Clients.threads("test", false), timer);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    never.countDown();
    pool.close(1, TimeUnit.SECONDS);
    timer.shutdownNow();
  }

  private void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tenThousandCallbacksTakeOneThread() {
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 10_000; i++) {
      pool.run(done::incrementAndGet);
    }
    await().until(() -> done.get() == 10_000);
    assertThat(pool.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void callbacksThatNeverReturnHoldNobodyUp() {
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      pool.run(this::hang);
    }
    for (int i = 0; i < 100; i++) {
      pool.run(done::incrementAndGet);
    }
    await().until(() -> done.get() == 100);
    never.countDown();
    await().atMost(10, TimeUnit.SECONDS).until(() -> pool.size() <= 1);
  }

  @Test
  void leavesNoThread() throws Exception {
    pool.run(this::hang);
    assertThat(pool.close(1, TimeUnit.MILLISECONDS)).as("it was interrupted").isTrue();
    await().until(() -> pool.size() == 0);
  }
}
