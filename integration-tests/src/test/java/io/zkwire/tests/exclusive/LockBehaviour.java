package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.LockTimeoutException;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.exclusive.Jobs.Shipping;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What locks and permits do for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class LockBehaviour {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ZkClients clients;
  private Shipping here;
  private Shipping there;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients) {
    this.clients = clients;
    ZkWire one =
        clients.newClient(b -> b.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1))));
    here = carrier().create(one, Shipping.class);
    there = carrier().create(clients.newClient(), Shipping.class);
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
}
