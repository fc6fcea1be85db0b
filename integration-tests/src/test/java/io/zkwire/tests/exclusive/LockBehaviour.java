package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.LockLostException;
import io.zkwire.LockTimeoutException;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.exclusive.Jobs.Fragile;
import io.zkwire.tests.exclusive.Jobs.Shipping;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What locks and permits do for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class LockBehaviour {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;
  private Shipping here;
  private Shipping there;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient(b -> b.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1))));
    two = clients.newClient();
    here = carrier().create(one, Shipping.class);
    there = carrier().create(two, Shipping.class);
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void callsOfOneNameNeverMeetAndTheirTokensRise() {
    List<CompletableFuture<FencingToken>> calls =
        IntStream.range(0, 20)
            .mapToObj(i -> i % 2 == 0 ? here : there)
            .map(side -> CompletableFuture.supplyAsync(() -> side.ship("17"), threads))
            .toList();
    List<FencingToken> tokens = calls.stream().map(CompletableFuture::join).toList();
    assertThat(tokens).doesNotHaveDuplicates();
    assertThat(here.most.get()).isEqualTo(1);
    assertThat(there.most.get()).isEqualTo(1);
  }

  @Test
  void aThreadMayEnterAgain() {
    assertThat(here.again("17")).isTrue();
    assertThat(there.again("17")).isTrue();
    assertThatThrownBy(FencingToken::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoDoesNotGetItDoesWhatItDoesOtherwise() throws Exception {
    CompletableFuture<Void> holding = CompletableFuture.runAsync(() -> hold(here), threads);
    here.entered.await();
    there.hold(); // skips at once
    assertThatThrownBy(there::tryHold)
        .isInstanceOfSatisfying(
            LockTimeoutException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
              assertThat(e.name()).isEqualTo("held");
            });
    CompletableFuture<String> reading = CompletableFuture.supplyAsync(there::read, threads);
    assertThat(reading).isNotDone();
    here.mayEnd.countDown();
    holding.join();
    assertThat(reading.join()).isEqualTo("read");
    assertThat(there.tryHold()).isEqualTo("got");
  }

  private static void hold(Shipping shipping) {
    try {
      shipping.hold();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noMoreAreInsideThanThereArePermits() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<Void>> calls =
        List.of(export(here, two, go), export(there, two, go), export(here, two, go));
    two.await();
    go.countDown();
    calls.forEach(CompletableFuture::join);
    assertThat(here.most.get() + there.most.get()).isBetween(2, 3);
  }

  private CompletableFuture<Void> export(
      Shipping shipping, CountDownLatch started, CountDownLatch go) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            shipping.export(started, go);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  @Test
  void aHostileArgumentCannotLeaveTheRoot() throws Exception {
    for (String hostile : List.of("../config", "a/b", " ", "x".repeat(200), "..\u0000")) {
      assertThatThrownBy(() -> here.ship(hostile))
          .as(hostile)
          .isInstanceOfSatisfying(
              ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME));
    }
    assertThat(here.inside).hasValue(0);
  }

  @Test
  void severalGuardsOfOneMethodAreAskedInTheirOrder() {
    await()
        .untilAsserted(
            () -> {
              here.leadAndShip("17");
              assertThat(here.most.get()).isPositive();
            });
    there.leadAndShip("17");
    assertThat(there.most.get()).as("it does not lead").isZero();
  }

  @Test
  void threadsOfOneProcessUseOneNode() throws Exception {
    CompletableFuture<Void> holding = CompletableFuture.runAsync(() -> hold(here), threads);
    here.entered.await();
    List<CompletableFuture<String>> waiting =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(here::read, threads))
            .toList();
    assertThat(clients.curator(clients.newClient()).getChildren().forPath("/locks/held"))
        .hasSize(1);
    here.mayEnd.countDown();
    holding.join();
    assertThat(waiting.stream().map(CompletableFuture::join)).containsOnly("read");
  }

  private void deleteTheNodeIn(String root) throws Exception {
    List<String> children = clients.curator(one).getChildren().forPath(root);
    assertThat(children).hasSize(1);
    new Stranger(two, clients.chroot()).delete(root + "/" + children.get(0));
  }

  private CompletableFuture<FencingToken> call(Supplier<FencingToken> guarded) {
    return CompletableFuture.supplyAsync(guarded, threads);
  }

  /** What the next one gets, who is let out at once. */
  private FencingToken next(Function<Fragile, FencingToken> guarded) {
    Fragile next = carrier().create(two, Fragile.class);
    next.mayEnd.countDown();
    return guarded.apply(next);
  }

  @Test
  void aCallWhoseLockIsLostIsInterruptedWhereThatWasAskedFor() throws Exception {
    Fragile fragile = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> call = call(fragile::lockInterruptibly);
    fragile.inside.await();
    deleteTheNodeIn("/locks/fragile");
    FencingToken lost = call.get(20, TimeUnit.SECONDS);
    assertThat(fragile.interrupted).isTrue();
    assertThat(next(Fragile::lock)).isGreaterThan(lost);
  }

  @Test
  void aCallWhosePermitIsLostIsInterruptedWhereThatWasAskedFor() throws Exception {
    Fragile fragile = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> call = call(fragile::permitInterruptibly);
    fragile.inside.await();
    deleteTheNodeIn("/permits/seat");
    FencingToken lost = call.get(20, TimeUnit.SECONDS);
    assertThat(fragile.interrupted).isTrue();
    assertThat(next(Fragile::permit)).isGreaterThan(lost);
  }

  @Test
  void callsWhoseLeaseLapsesAreInterruptedWhereThatWasAskedFor() throws Exception {
    Fragile locked = carrier().create(one, Fragile.class);
    Fragile seated = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> lock = call(locked::lockInterruptibly);
    CompletableFuture<FencingToken> permit = call(seated::permitInterruptibly);
    locked.inside.await();
    seated.inside.await();
    faults.suspend(one);
    await().until(() -> locked.interrupted && seated.interrupted);
    faults.resume(one);
    lock.get(20, TimeUnit.SECONDS);
    permit.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aCallWhoseLockIsLostOtherwiseRunsToItsEndWithATokenThatIsOutOfDate() throws Exception {
    Fragile fragile = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> call = call(fragile::lock);
    fragile.inside.await();
    deleteTheNodeIn("/locks/fragile");
    FencingToken newer = next(Fragile::lock);
    assertThat(call).as("nobody stops it").isNotDone();
    fragile.mayEnd.countDown();
    assertThat(call.get(20, TimeUnit.SECONDS)).isLessThan(newer);
    assertThat(fragile.interrupted).isFalse();
  }

  @Test
  void aCallWhosePermitIsLostOtherwiseRunsToItsEndWithATokenThatIsOutOfDate() throws Exception {
    Fragile fragile = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> call = call(fragile::permit);
    fragile.inside.await();
    deleteTheNodeIn("/permits/seat");
    FencingToken newer = next(Fragile::permit);
    assertThat(call).as("nobody stops it").isNotDone();
    fragile.mayEnd.countDown();
    assertThat(call.get(20, TimeUnit.SECONDS)).isLessThan(newer);
    assertThat(fragile.interrupted).isFalse();
  }

  @Test
  void aThreadThatLostItsLockInsideDoesNotEnterAgain() throws Exception {
    Fragile fragile = carrier().create(one, Fragile.class);
    CompletableFuture<FencingToken> call = call(fragile::lockTwice);
    fragile.inside.await();
    deleteTheNodeIn("/locks/fragile");
    next(Fragile::lock); // another has held it meanwhile
    fragile.mayEnd.countDown();
    assertThat(call)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(LockLostException.class);
  }
}
