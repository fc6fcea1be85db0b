package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.exclusive.Jobs.Everything;
import io.zkwire.tests.exclusive.Jobs.Reports;
import io.zkwire.tests.exclusive.Jobs.Slow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leadership does for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class LeaderBehaviour {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire one;
  private ZkWire two;

  /** How the classes come by their bindings. */
  protected abstract Carrier carrier();

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    one = clients.newClient(b -> b.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1))));
    two = clients.newClient();
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private Reports leading(ZkWire zk) {
    Reports reports = carrier().create(zk, Reports.class);
    await().until(reports.leadership::held);
    return reports;
  }

  @Test
  void guardedMethodsRunInTheProcessThatLeadsOnly() {
    Reports leader = leading(one);
    Reports follower = carrier().create(two, Reports.class);
    leader.runOnce();
    leader.runTwice();
    follower.runOnce();
    follower.runTwice();
    assertThat(leader.runs).hasValue(3);
    assertThat(follower.runs).hasValue(0);
    assertThat(leader.pending()).isEqualTo(7);
    assertThatThrownBy(follower::pending).isInstanceOf(NotLeaderException.class);
    assertThat(leader.last()).contains("last");
    assertThat(follower.last()).isEmpty();
    assertThat(leader.later()).isCompletedWithValue("later");
    assertThat(follower.later().toCompletableFuture()).isCompletedExceptionally();
    assertThatThrownBy(leader::failing).hasMessage("from the method");
  }

  @Test
  void theNextOneLeadsWithALargerTokenAndListenersAreTold() {
    Reports first = leading(one);
    FencingToken token = first.leadership.token();
    await().until(() -> first.events.equals(List.of("lead " + token)));
    Reports second = carrier().create(two, Reports.class);
    first.leadership.resign();
    await().until(second.leadership::held);
    assertThat(second.leadership.token()).isGreaterThan(token);
    await().until(() -> first.events.contains("follow"));
    first.runOnce();
    assertThat(first.runs).hasValue(0);
    second.runOnce();
    assertThat(second.runs).hasValue(1);
  }

  @Test
  void aClassAsAWholeCanBeGuarded() {
    Everything leader = carrier().create(one, Everything.class);
    await()
        .untilAsserted(
            () -> {
              leader.first();
              assertThat(leader.runs.get()).isPositive();
            });
    int before = leader.runs.get();
    leader.second();
    assertThat(leader.runs).hasValue(before + 1);
    Everything follower = carrier().create(two, Everything.class);
    follower.first();
    follower.second();
    assertThat(follower.runs).hasValue(0);
  }

  @Test
  void nothingRunsOnceTheConnectionIsLostForLongerThanTheLease() {
    Reports leader = leading(one);
    faults.suspend(one);
    await()
        .untilAsserted(
            () -> {
              int before = leader.runs.get();
              leader.runOnce();
              assertThat(leader.runs).hasValue(before);
            });
    await().until(() -> leader.events.contains("follow"));
    faults.resume(one);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              int before = leader.runs.get();
              leader.runOnce();
              assertThat(leader.runs).hasValue(before + 1);
            });
  }

  @Test
  void r8aResignationWaitsForTheCallInsideBeforeAnotherLeads() throws Exception {
    Slow leader = carrier().create(one, Slow.class);
    await().until(leader.leadership::held);
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> run(leader), threads);
    leader.inside.await();
    Slow next = carrier().create(two, Slow.class);
    CompletableFuture<Void> resigned =
        CompletableFuture.runAsync(leader.leadership::resign, threads);
    await().until(() -> !leader.leadership.held());
    assertThat(next.leadership.held()).isFalse();
    assertThat(clients.curator(one).getChildren().forPath("/leaders/slow"))
        .as("the node of the one that is inside stays")
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(leader.ended).isFalse();
    leader.mayEnd.countDown();
    await().until(next.leadership::held);
    assertThat(leader.ended).isTrue();
    call.join();
    resigned.join();
  }

  @Test
  void aResignationInsideAGuardedMethodDoesNotWaitForItsOwnCall() throws Exception {
    Slow leader = carrier().create(one, Slow.class);
    await().until(leader.leadership::held);
    Slow next = carrier().create(two, Slow.class);
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> resignInside(leader), threads);
    leader.inside.await();
    assertThat(leader.interrupted).as("it has waited until its call was too long inside").isFalse();
    assertThat(leader.leadership.held()).as("the guard is closed at once").isFalse();
    assertThat(next.leadership.held()).isFalse();
    assertThat(leader.ended).isFalse();
    leader.mayEnd.countDown();
    await().until(next.leadership::held);
    assertThat(leader.ended).as("the node goes when the call has left").isTrue();
    call.join();
  }

  private static void resignInside(Slow slow) {
    try {
      slow.resignInside();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Slow slow) {
    try {
      slow.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCallInsideIsInterruptedWhereThatWasAskedFor() throws Exception {
    Slow leader = carrier().create(one, Slow.class);
    await().until(leader.leadership::held);
    CompletableFuture<Void> call = CompletableFuture.runAsync(leader::runInterruptibly, threads);
    leader.inside.await();
    for (String child : clients.curator(two).getChildren().forPath("/leaders/slow")) {
      new Stranger(two, clients.chroot()).delete("/leaders/slow/" + child);
    }
    call.get(20, TimeUnit.SECONDS);
    assertThat(leader.interrupted).isTrue();
  }

  @Test
  void afterItsBindingIsClosedNothingRunsAndCallsDoWhatTheyDoOtherwise() {
    Reports leader = leading(one);
    Reports twin = leading(one);
    carrier().binding(one, leader).close();
    leader.runOnce();
    assertThat(leader.runs).as("the process still leads by the twin").hasValue(0);
    twin.runOnce();
    assertThat(twin.runs).hasValue(1);
    assertThatThrownBy(leader::pending)
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUARD_UNBOUND));
  }

  @Test
  void nobodyIsToldThatItFollowsWhenItsBindingIsClosed() {
    Reports closed = leading(one);
    await().until(() -> closed.events.size() == 1);
    carrier().binding(one, closed).close();
    // The term is over: what comes of the next one is told after whatever was to be told of it.
    Reports next = leading(one);
    await().until(() -> next.events.size() == 1);
    next.leadership.resign();
    await().until(() -> next.events.contains("follow"));
    assertThat(closed.events).hasSize(1).first().asString().startsWith("lead ");
  }

  @Test
  void nobodyIsToldThatItFollowsWhenTheConnectionIsClosed() {
    Reports leader = leading(one);
    await().until(() -> leader.events.size() == 1);
    Reports next = carrier().create(two, Reports.class);
    one.close();
    await().until(next.leadership::held);
    assertThat(leader.events).hasSize(1).first().asString().startsWith("lead ");
  }
}
