package io.zkwire.runtime.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.FencingToken;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** R3, R5, R8 and R11, by a clock that is stepped. */
class HoldTest {

  private static final Duration LEASE = Duration.ofSeconds(1);

  private final SteppedClock clock = new SteppedClock();
  private final Hold hold = new Hold(new FencingToken(7, 0), clock, false);

  @Test
  void nothingPassesBeforeTheFirstRenewal() {
    assertThat(hold.valid()).isFalse();
    assertThat(hold.enter()).isNull();
    assertThat(hold.remaining()).isZero();
  }

  @Test
  void aRenewalCountsFromBeforeTheRequestWasSent() {
    Stamp sent = Stamp.of(clock);
    clock.monotonic(Duration.ofMillis(400)); // the answer takes its time
    hold.renew(sent, LEASE);
    assertThat(hold.remaining()).isEqualTo(Duration.ofMillis(600));
    clock.monotonic(Duration.ofMillis(599));
    assertThat(hold.valid()).isTrue();
    clock.monotonic(Duration.ofMillis(1));
    assertThat(hold.valid()).as("R5: refused at the call, before any event").isFalse();
    assertThat(hold.enter()).isNull();
  }

  @Test
  void anOlderRenewalThatArrivesLateShortensNothing() {
    Stamp first = Stamp.of(clock);
    clock.monotonic(Duration.ofMillis(300));
    hold.renew(Stamp.of(clock), LEASE);
    hold.renew(first, LEASE);
    assertThat(hold.remaining()).isEqualTo(LEASE);
  }

  @Test
  void aLapsedHoldThatIsRenewedIsTheSameOne() {
    hold.renew(Stamp.of(clock), LEASE);
    clock.monotonic(LEASE);
    assertThat(hold.valid()).isFalse();
    hold.renew(Stamp.of(clock), LEASE);
    assertThat(hold.valid()).isTrue();
    assertThat(hold.token()).isEqualTo(new FencingToken(7, 0));
  }

  @Test
  void strictlyTheWallClockCountsToo() {
    Hold strict = new Hold(new FencingToken(7, 0), clock, true);
    strict.renew(Stamp.of(clock), LEASE);
    assertThat(strict.valid()).isTrue();
    clock.wall(LEASE); // the monotonic clock stood still while the machine was suspended
    assertThat(strict.valid()).isFalse();
    clock.wall(LEASE.negated().minusMillis(1));
    assertThat(strict.valid()).as("a wall clock that was set back").isFalse();
    hold.renew(Stamp.of(clock), LEASE);
    clock.wall(LEASE.multipliedBy(9));
    assertThat(hold.valid()).as("not strict").isTrue();
  }

  @Test
  void whoIsInsideMayEndAndNobodyComesInAfterTheClose() {
    hold.renew(Stamp.of(clock), LEASE);
    Passage first = hold.enter();
    Passage second = hold.enter();
    assertThat(first).isNotNull();
    hold.close();
    assertThat(hold.enter()).isNull();
    assertThat(hold.drained()).isNotDone();
    first.leave();
    assertThat(hold.drained()).isNotDone();
    second.leave();
    assertThat(hold.drained()).isDone();
  }

  @Test
  void noCallIsInsideOnceItIsDrained() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Hold raced = new Hold(new FencingToken(round, 0), clock, false);
      raced.renew(Stamp.of(clock), LEASE);
      AtomicInteger inside = new AtomicInteger();
      AtomicBoolean late = new AtomicBoolean();
      CountDownLatch started = new CountDownLatch(2);
      Runnable work =
          () -> {
            started.countDown();
            for (Passage p = raced.enter(); p != null; p = raced.enter()) {
              inside.incrementAndGet();
              late.compareAndSet(false, raced.drained().isDone());
              inside.decrementAndGet();
              p.leave();
            }
          };
      Thread one = new Thread(work);
      Thread two = new Thread(work);
      one.start();
      two.start();
      started.await();
      raced.close();
      raced.drained().join();
      assertThat(inside).hasValue(0);
      one.join();
      two.join();
      assertThat(late).as("a call inside after the drain").isFalse();
    }
  }

  @Test
  void aCallThatAskedForItIsInterruptedOnceAndLeavesNoInterruptBehind() throws Exception {
    hold.renew(Stamp.of(clock), LEASE);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean leftBehind = new AtomicBoolean(true);
    CountDownLatch entered = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () -> {
              Passage passage = hold.enterInterruptibly();
              entered.countDown();
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
              }
              interrupted.set(true);
              if (passage != null) {
                passage.leave();
              }
              leftBehind.set(Thread.currentThread().isInterrupted());
            });
    worker.start();
    entered.await();
    hold.close();
    hold.interrupt();
    worker.join();
    assertThat(interrupted).isTrue();
    assertThat(leftBehind).isFalse();
    await().until(() -> hold.drained().isDone());
  }
}
