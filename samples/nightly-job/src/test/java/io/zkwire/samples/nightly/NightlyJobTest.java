package io.zkwire.samples.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of the job, each with a connection of its own. */
@ZkTest(sessionTimeout = "4s")
class NightlyJobTest {

  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 1, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReportStore store = new ReportStore(FIRST_NIGHT);
  private final Staff staff = new Staff();
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(4);
  private ZkWire firstZk;
  private ZkWire secondZk;

  @BeforeEach
  void connect(ZkClients clients) {
    firstZk = clients.newClient(NightlyJobTest::shortLease);
    secondZk = clients.newClient(NightlyJobTest::shortLease);
  }

  @AfterEach
  void stopTimers() {
    timers.shutdownNow();
  }

  @Test
  void neverBothRunAndTheSecondTakesOverFromOneThatCloses() {
    NightlyJob first = job(firstZk, staff.worker("first"));
    NightlyJob second = job(secondZk, staff.worker("second"));
    first.start(timers, Duration.ofMillis(1));
    second.start(timers, Duration.ofMillis(1));

    awaitReports("first", 20);
    assertThat(staff.reports()).containsOnly("first");
    firstZk.close(); // its timer goes on
    int reportsOfFirst = countReports("first");
    awaitReports("second", 20);

    assertThat(countReports("first")).isEqualTo(reportsOfFirst);
    assertThat(staff.reports()).isSorted(); // all of the first, then all of the second
    assertThat(staff.mostInside()).isEqualTo(1);
    for (int night = 0; night < reportsOfFirst; night++) {
      assertThat(store.report(FIRST_NIGHT.plusDays(night)).orElseThrow()).endsWith("by first");
    }
    assertThat(store.report(FIRST_NIGHT.plusDays(reportsOfFirst)).orElseThrow())
        .endsWith("by second");
  }

  @Test
  void theSecondWaitsForTheCallThatIsInsideWhenTheFirstCloses() throws Exception {
    Staff.Worker slow = staff.slowWorker("first");
    NightlyJob first = job(firstZk, slow);
    NightlyJob second = job(secondZk, staff.worker("second"));
    await().atMost(PATIENCE).until(first::leads);
    CompletableFuture<Void> call = inBackground(first::run);
    await().until(slow::hasArrived);

    CompletableFuture<Void> closing = inBackground(firstZk::close);
    await().until(() -> !first.leads());
    first.run(); // refused at once, and so not held up
    second.run();
    assertThat(staff.reports()).isEmpty();
    slow.goOn();

    call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    awaitTurn(second);
    assertThat(staff.reports()).containsExactly("first", "second");
    assertThat(staff.mostInside()).isEqualTo(1);
  }

  @Test
  void theStoreRefusesOneWhoWakesUpAfterAnotherHasLed(ZkFaults faults) throws Exception {
    Staff.Worker slow = staff.slowWorker("first");
    NightlyJob first = job(firstZk, slow);
    NightlyJob second = job(secondZk, staff.worker("second"));
    await().atMost(PATIENCE).until(first::leads);
    CompletableFuture<Void> call = inBackground(first::run);
    await().until(slow::hasArrived);

    faults.expireSession(firstZk); // while the call is inside
    awaitTurn(second);
    slow.goOn();

    assertThatThrownBy(() -> call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StaleTokenException.class);
    assertThat(store.report(FIRST_NIGHT)).hasValue(FIRST_NIGHT + " by second");
  }

  @Test
  void eachDayIsArchivedOnce(ZkClients clients) throws Exception {
    Staff.Worker slow = staff.slowWorker("first");
    NightlyJob second = job(secondZk, staff.worker("second"));
    awaitTurn(second);
    NightlyJob first = job(firstZk, slow);

    String day = FIRST_NIGHT.toString();
    CompletableFuture<Boolean> one =
        CompletableFuture.supplyAsync(() -> first.archive(day), timers);
    await().until(slow::hasArrived);
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> second.archive(day), timers);
    await()
        .until(
            () -> clients.curator(firstZk).getChildren().forPath("/locks/archive-" + day).size(),
            standing -> standing == 2);
    assertThat(other).isNotDone();
    slow.goOn();

    assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
    assertThat(staff.packed()).isEqualTo(1);
    assertThat(staff.mostInside()).isEqualTo(1);
  }

  private static void shortLease(ZkWireBuilder builder) {
    builder.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(2)));
  }

  private NightlyJob job(ZkWire zk, Work work) {
    Consumer<String> nobody = text -> {};
    return zk.create(NightlyJob.class, store, work, nobody);
  }

  private CompletableFuture<Void> inBackground(Runnable call) {
    return CompletableFuture.runAsync(call, timers);
  }

  private void awaitReports(String name, int count) {
    await().atMost(PATIENCE).until(() -> countReports(name) >= count);
  }

  private int countReports(String name) {
    return Collections.frequency(staff.reports(), name);
  }

  /** Ticks by hand, until one tick makes a report. */
  private void awaitTurn(NightlyJob job) {
    int before = staff.reports().size();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              job.run();
              return staff.reports().size() > before;
            });
  }
}
