package io.zkwire.tests.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Progress;
import io.zkwire.WorkerProgress;
import io.zkwire.WorkerProgress.State;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.progress.Imports.Centre;
import io.zkwire.tests.progress.Imports.Importer;
import io.zkwire.tests.progress.Imports.Led;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What progress does for an annotated class, whatever carries its binding. */
@ZkTest(sessionTimeout = "4s")
public abstract class ProgressBehaviour {

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
    one = clients.newClient();
    two = clients.newClient();
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private CompletableFuture<Void> start(Importer importer) throws InterruptedException {
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> run(importer), threads);
    importer.inside.await();
    return call;
  }

  private static void run(Importer importer) {
    try {
      importer.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WorkerProgress seen(Centre centre, String worker, State state, long done) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              WorkerProgress now = centre.board.now().worker(worker);
              return now != null && now.state() == state && now.done() == done;
            });
    return centre.board.now().worker(worker);
  }

  @Test
  void aCallIsSeenWhileItRunsAndDoneWhenItReturns() throws Exception {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    CompletableFuture<Void> call = start(importer);
    WorkerProgress now = seen(centre, importer.worker, State.RUNNING, 42);
    assertThat(now.percent()).isEqualTo(42);
    assertThat(now.message()).isEqualTo("orders");
    importer.mayEnd.countDown();
    call.join();
    seen(centre, importer.worker, State.DONE, 100);
    await().until(() -> centre.last().ended());
    assertThat(centre.last().worker(importer.worker).percent()).isEqualTo(100);
    assertThat(centre.changes).isNotEmpty();
    assertThat(Progress.class).as("no thread is inside").isNotNull();
    assertThatThrownBy(Progress::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallThatThrowsHasFailedAndItsExceptionArrives() {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    assertThatThrownBy(importer::failing).hasMessage("a bad order");
    WorkerProgress failed = seen(centre, "failing", State.FAILED, 7);
    assertThat(failed.message()).isEqualTo("IllegalStateException: a bad order");
    assertThat(failed.percent()).isEqualTo(70);
  }

  @Test
  void theInnermostCallIsTheCurrentOne() {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    assertThat(importer.outer()).isEqualTo("outer inner outer");
    seen(centre, "outer", State.DONE, 0);
    seen(centre, "inner", State.DONE, 0);
  }

  @Test
  void aGuardThatRefusesIsAskedFirstAndNothingIsReported() throws Exception {
    Led leader = carrier().create(one, Led.class);
    await().until(leader.leadership::held);
    carrier().create(two, Led.class).run();
    leader.run();
    var board = two.progressBoard("led");
    await().until(() -> board.now().worker("leader") != null && board.now().ended());
    assertThat(board.now().workers()).hasSize(1);
    assertThat(board.now().worker("leader").host()).isNotEmpty();
  }

  @Test
  void oneThatVanishesIsSeenToHaveDiedAndWhere() throws Exception {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    start(importer);
    seen(centre, importer.worker, State.RUNNING, 42);
    faults.suspend(one); // as long as its session lasts, and longer
    WorkerProgress dead = seen(centre, importer.worker, State.DIED, 42);
    assertThat(dead.toString()).startsWith(importer.worker + ": 42 %, died");
    await().until(() -> centre.last().worker(importer.worker).state() == State.DIED);
    faults.resume(one);
    seen(centre, importer.worker, State.RUNNING, 42);
    importer.mayEnd.countDown();
    seen(centre, importer.worker, State.DONE, 100);
  }

  @Test
  void withoutAConnectionTheCallRunsAndItsEndIsToldAfterwards() {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    faults.suspend(one);
    assertThatThrownBy(importer::failing).hasMessage("a bad order");
    assertThat(centre.board.now().workers()).isEmpty();
    faults.resume(one);
    seen(centre, "failing", State.FAILED, 7);
  }

  @Test
  void aReconnectWithoutAChangeTellsNothing() throws Exception {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    importer.inner();
    seen(centre, "inner", State.DONE, 0);
    await().until(() -> !centre.told.isEmpty() && centre.last().ended());
    faults.expireSession(two);
    int before = centre.told.size();
    // What comes is told after whatever was to be told of the reconnect.
    assertThatThrownBy(importer::failing).hasMessage("a bad order");
    seen(centre, "failing", State.FAILED, 7);
    await().until(() -> centre.last().worker("failing") != null);
    assertThat(centre.told.subList(before, centre.told.size()))
        .allSatisfy(now -> assertThat(now.worker("failing")).isNotNull());
  }

  @Test
  void whatIsThereAtTheBeginningIsShownAndNotTold() {
    Importer importer = carrier().create(one, Importer.class);
    importer.inner();
    var board = one.progressBoard("import");
    await().until(() -> board.now().ended());
    Centre centre = carrier().create(two, Centre.class);
    assertThat(centre.board.now().worker("inner").state()).isEqualTo(State.DONE);
    assertThat(centre.told).isEmpty();
  }

  @Test
  void afterItsBindingIsClosedCallsRunAndNobodyIsTold() {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    carrier().binding(one, importer).close();
    assertThat(importer.inner()).isEqualTo("inner");
    Importer next = carrier().create(one, Importer.class);
    assertThatThrownBy(next::failing).hasMessage("a bad order");
    seen(centre, "failing", State.FAILED, 7);
    assertThat(centre.board.now().worker("inner")).isNull();
  }

  @Test
  void deletingTheNodeIsNoOrder() throws Exception {
    Centre centre = carrier().create(two, Centre.class);
    Importer importer = carrier().create(one, Importer.class);
    start(importer);
    seen(centre, importer.worker, State.RUNNING, 42);
    new Stranger(two, clients.chroot()).delete("/progress/import/" + importer.worker);
    importer.mayEnd.countDown();
    seen(centre, importer.worker, State.DONE, 100);
  }
}
