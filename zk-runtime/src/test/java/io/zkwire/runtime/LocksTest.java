package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.DistributedLock;
import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.LockLostException;
import io.zkwire.LockTimeoutException;
import io.zkwire.OptionException;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.lock.LockFeature;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.LockSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks and permits without annotations, against one real server. */
class LocksTest extends TwoClients {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Override
  void configure(ZkWireBuilder builder) {
    builder.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1)));
  }

  @Test
  void aLockHasOneHolder() throws Exception {
    DistributedLock here = one.locks().exclusive("orders-1");
    DistributedLock there = two.locks().exclusive("orders-1");
    FencingToken first;
    try (HeldLock held = here.acquire()) {
      first = held.token();
      assertThat(held.held()).isTrue();
      assertThat(here.isHeld()).isTrue();
      assertThat(there.tryAcquire(Duration.ZERO)).isEmpty();
      assertThat(there.tryAcquire(Duration.ofMillis(50))).isEmpty();
    }
    assertThat(here.isHeld()).isFalse();
    try (HeldLock held = there.tryAcquire(SOON).orElseThrow()) {
      assertThat(held.token()).isGreaterThan(first);
    }
  }

  @Test
  void aLockIsReentrantForItsThreadOnly() throws Exception {
    DistributedLock lock = one.locks().exclusive("a");
    HeldLock outer = lock.acquire();
    HeldLock inner = lock.acquire();
    Future<Optional<HeldLock>> other = threads.submit(() -> lock.tryAcquire(Duration.ofMillis(50)));
    assertThat(other.get()).isEmpty();
    outer.close();
    assertThat(inner.held()).isTrue();
    assertThat(lock.isHeld()).isTrue();
    inner.close();
    inner.close();
    assertThat(lock.isHeld()).isFalse();
  }

  @Test
  void anyThreadMayGiveItBack() throws Exception {
    DistributedLock lock = one.locks().exclusive("a");
    HeldLock held = lock.acquire();
    threads.submit(held::close).get();
    assertThat(lock.isHeld()).isFalse();
    lock.acquire().close();
  }

  @Test
  void threadsOfOneProcessPassOneNodeOn() throws Exception {
    DistributedLock lock = one.locks().exclusive("a");
    HeldLock first = lock.acquire();
    List<CompletableFuture<FencingToken>> tokens = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tokens.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (HeldLock held = lock.acquire()) {
                  return held.token();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              threads));
    }
    await()
        .untilAsserted(
            () -> assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(1));
    FencingToken before = first.token();
    first.close();
    List<FencingToken> got =
        tokens.stream().map(CompletableFuture::join).sorted().distinct().toList();
    assertThat(got).hasSize(8).allSatisfy(token -> assertThat(token).isGreaterThan(before));
  }

  @Test
  void sharedHoldersKeepExclusiveOnesOutAndDoNotStarveThem() throws Exception {
    DistributedLock readHere = one.locks().shared("a");
    DistributedLock readThere = two.locks().shared("a");
    DistributedLock write = two.locks().exclusive("a");
    HeldLock first = readHere.acquire();
    HeldLock second = readThere.acquire();
    Future<Optional<HeldLock>> writer = threads.submit(() -> write.tryAcquire(SOON));
    await()
        .untilAsserted(
            () -> assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(2));
    second.close();
    await()
        .untilAsserted(
            () ->
                assertThat(one.curator().getChildren().forPath("/app/locks/a"))
                    .anyMatch(name -> name.contains("-lock-")));
    Future<Optional<HeldLock>> late =
        threads.submit(() -> one.locks().shared("a").tryAcquire(Duration.ofMillis(100)));
    first.close();
    HeldLock written = writer.get().orElseThrow();
    assertThat(late.get().map(HeldLock::token)).isEmpty();
    written.close();
    readHere.tryAcquire(SOON).orElseThrow().close();
  }

  @Test
  void aSharedHolderIsRefusedTheExclusiveSide() throws Exception {
    try (HeldLock held = one.locks().shared("a").acquire()) {
      assertThatThrownBy(() -> one.locks().exclusive("a").tryAcquire(SOON))
          .isInstanceOfSatisfying(
              ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCK_CONFLICT));
      assertThat(held.held()).isTrue();
    }
  }

  @Test
  void aLostLockIsNeverEnteredAgainSilently() throws Exception {
    DistributedLock lock = one.locks().exclusive("a");
    HeldLock held = lock.acquire();
    for (String child : two.curator().getChildren().forPath("/app/locks/a")) {
      two.curator().delete().forPath("/app/locks/a/" + child);
    }
    await().until(() -> !held.held());
    assertThatThrownBy(held::checkHeld).isInstanceOf(LockLostException.class);
    assertThatThrownBy(lock::acquire).isInstanceOf(LockLostException.class);
    held.close();
    lock.tryAcquire(SOON).orElseThrow().close();
  }

  @Test
  void permitsAreAsManyAsThereAre() throws Exception {
    DistributedLock here = one.locks().permits("p", 2);
    DistributedLock there = two.locks().permits("p", 2);
    HeldLock first = here.acquire();
    HeldLock second = there.acquire();
    assertThat(here.tryAcquire(Duration.ofMillis(100))).isEmpty();
    Future<Optional<HeldLock>> third = threads.submit(() -> here.tryAcquire(SOON));
    second.close();
    assertThat(third.get()).isPresent();
    assertThat(first.held()).isTrue();
    assertThatThrownBy(() -> one.locks().permits("p", 3).tryAcquire(SOON))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCK_CONFLICT));
  }

  @Test
  void tryingOnceGetsWhatIsFree() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (HeldLock held = one.locks().exclusive("a").tryAcquire(Duration.ZERO).orElseThrow()) {
        assertThat(two.locks().exclusive("a").tryAcquire(Duration.ZERO)).isEmpty();
        assertThat(held.held()).isTrue();
      }
      one.locks().permits("p", 1).tryAcquire(Duration.ZERO).orElseThrow().close();
    }
  }

  /** R6: each try would begin to wait anew, and no short one would ever outlast the delay. */
  @Test
  void shortTriesGetWhatAHolderLeftThatDidNotRelease() throws Exception {
    one.locks().exclusive("a").acquire();
    one.locks().permits("p", 1).acquire();
    for (String root : List.of("/app/locks/a", "/app/permits/p")) {
      for (String child : two.curator().getChildren().forPath(root)) {
        two.curator().delete().forPath(root + "/" + child);
      }
    }
    for (DistributedLock lock : List.of(two.locks().exclusive("a"), two.locks().permits("p", 1))) {
      assertThat(lock.tryAcquire(Duration.ZERO)).isEmpty(); // it waits for the lock-delay
      await().atMost(SOON).until(() -> lock.tryAcquire(Duration.ZERO).isPresent());
    }
  }

  @Test
  void aSharedHolderOfLongIsJoinedByOtherThreads() throws Exception {
    HeldLock first = one.locks().shared("a").acquire();
    for (int i = 0; i < 3; i++) {
      long enough = System.nanoTime() + Duration.ofMillis(60).toNanos(); // longer than a slice
      await().until(() -> System.nanoTime() > enough);
      Optional<HeldLock> joined =
          threads.submit(() -> one.locks().shared("a").tryAcquire(SOON)).get();
      joined.orElseThrow().close();
    }
    assertThat(first.held()).isTrue();
  }

  @Test
  void aWrongNumberOfPermitsIsRefusedEachTimeAndChangesNothing() throws Exception {
    one.locks().permits("p", 2).acquire().close();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> two.locks().permits("p", 3).tryAcquire(SOON))
          .isInstanceOf(ZkWireException.class);
    }
    one.locks().permits("p", 2).tryAcquire(SOON).orElseThrow().close();
    assertThat(one.curator().getChildren().forPath("/app/permits/p")).isEmpty();
  }

  @Test
  void namesAndNumbersAreChecked() {
    assertThatThrownBy(() -> one.locks().exclusive("../config"))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME));
    assertThatThrownBy(() -> one.locks().permits("p", 0)).isInstanceOf(OptionException.class);
  }

  @Test
  void theRootOfALockThatNobodyUsesAnyMoreGoesAndIsCountedAtTheParent() throws Exception {
    AtomicLong skipped = new AtomicLong();
    ZkClock clock =
        new ZkClock() {
          @Override
          public long nanoTime() {
            return System.nanoTime() + skipped.get();
          }

          @Override
          public Instant now() {
            return Instant.now();
          }
        };
    try (ZkWire sweeper =
        ZkWire.builder()
            .connect(server.getConnectString() + "/app")
            .lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1)))
            .clock(clock)
            .start()) {
      sweeper.locks().exclusive("idle").acquire().close();
      sweeper.locks().exclusive("busy").acquire().close();
      HeldLock busy = one.locks().exclusive("busy").acquire();
      skipped.set(Duration.ofMinutes(2).toNanos());
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> one.curator().checkExists().forPath("/app/locks/idle") == null);
      Stat parent = one.curator().checkExists().forPath("/app/locks");
      assertThat(parent.getVersion()).as("the root is accounted for").isEqualTo(1);
      assertThat(one.curator().checkExists().forPath("/app/locks/busy")).isNotNull();
      assertThat(busy.held()).isTrue();
      two.locks().exclusive("idle").tryAcquire(Duration.ofMillis(900)).orElseThrow().close();
    }
  }

  @Test
  void closeFailsWhoeverWaits() throws Exception {
    HeldLock held = one.locks().exclusive("a").acquire();
    Future<HeldLock> waiting = threads.submit(() -> two.locks().exclusive("a").acquire());
    await()
        .untilAsserted(
            () -> assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(2));
    two.close();
    assertThatThrownBy(waiting::get)
        .hasCauseInstanceOf(ZkWireException.class)
        .hasMessageContaining("ZK-SESSION-04");
    held.close();
  }

  /** The guard of a method with {@code @ZkLock("a")} and no {@code waitFor}. */
  private static Guard guard(ZkWire zk) {
    Guard guard =
        ((LockFeature) zk.locks())
            .guard(
                new LockSpec<>(
                    "ship()", "a", LockMode.EXCLUSIVE, null, Otherwise.THROW, OnLoss.FINISH));
    return Objects.requireNonNull(guard);
  }

  private void awaitTwoInLine() {
    await()
        .untilAsserted(
            () -> assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(2));
  }

  @Test
  void aGuardedCallThatIsInterruptedWhileItWaitsSaysSoAndLeavesNothingBehind() throws Exception {
    HeldLock held = one.locks().exclusive("a").acquire();
    AtomicReference<Thread> waiter = new AtomicReference<>();
    Future<Boolean> waiting =
        threads.submit(
            () -> {
              waiter.set(Thread.currentThread());
              try {
                guard(two).enter(new Object[0]);
                return false;
              } catch (LockTimeoutException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
                assertThat(e)
                    .hasMessageContaining("before the thread was interrupted")
                    .hasMessageNotContaining("Raise waitFor");
                return Thread.currentThread().isInterrupted();
              }
            });
    awaitTwoInLine();
    waiter.get().interrupt();
    assertThat(waiting.get()).as("its interrupt flag is set again").isTrue();
    await()
        .untilAsserted(
            () -> assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(1));
    assertThat(held.held()).isTrue();
    held.close();
    two.locks().exclusive("a").tryAcquire(SOON).orElseThrow().close();
  }

  @Test
  void aGuardedCallThatWaitsWhileItsZkWireIsClosedSaysSoAndLeavesNothingBehind() throws Exception {
    HeldLock held = one.locks().exclusive("a").acquire();
    Future<?> waiting = threads.submit(() -> guard(two).enter(new Object[0]));
    awaitTwoInLine();
    two.close();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_CLOSED));
    assertThat(one.curator().getChildren().forPath("/app/locks/a")).hasSize(1);
    assertThatThrownBy(() -> guard(two).enter(new Object[0]))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_CLOSED));
    held.close();
  }
}
