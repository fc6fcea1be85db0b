package io.zkwire.tests.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/migrate-from-shedlock.md moves: the same tests before and after. */
@Tag("long")
@ZkTest(sessionTimeout = "4s")
class ShedLockMigrationTest {

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** After so long ShedLock takes a process for dead, and zkwire after its session and lease. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  private final List<String> done = new CopyOnWriteArrayList<>();
  private ZkClients clients;
  private ZkWire first;
  private ZkWire second;

  /** Which library. */
  enum Side {
    BEFORE,
    AFTER
  }

  @BeforeEach
  void connect(ZkClients clients) {
    this.clients = clients;
    first = client();
    second = client();
  }

  private ZkWire client() {
    LeaseOptions lease = LeaseOptions.defaults().lease(LEASE).lockDelay(LEASE);
    return clients.newClient(builder -> builder.lease(lease));
  }

  private Job job(Side side, ZkWire zk, Duration atMost, Duration atLeast) {
    return side == Side.BEFORE
        ? new ShedLockJob(clients.curator(zk), atMost, atLeast)
        : zk.create(WiredJob.class);
  }

  /** On another thread: ShedLock lets the one that holds a lock in again. */
  private static void elsewhere(Runnable work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      thread.submit(work).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.shutdownNow();
    }
  }

  private void awaitDone(Job job, String name) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              job.tick(() -> done.add(name));
              return done.contains(name);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whileOneWorksTheOthersSkip(Side side) {
    Job one = job(side, first, LONG, Duration.ZERO);
    awaitDone(one, "first");
    Job other = job(side, second, LONG, Duration.ZERO);
    done.clear();
    one.tick(
        () -> {
          elsewhere(() -> other.tick(() -> done.add("second")));
          done.add("first");
        });
    assertThat(done).containsExactly("first");
  }

  @ParameterizedTest
  @EnumSource
  void aTimerThatIsLateSkipsToo(Side side) {
    Job one = job(side, first, LONG, LONG);
    awaitDone(one, "first");
    Job other = job(side, second, LONG, LONG);
    other.tick(() -> done.add("second"));
    assertThat(done).containsExactly("first");
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatThrowsIsDoneAgain(Side side) {
    Job one = job(side, first, LONG, Duration.ZERO);
    awaitDone(one, "first");
    assertThatThrownBy(
            () ->
                one.tick(
                    () -> {
                      throw new IllegalStateException("no report");
                    }))
        .hasMessage("no report");
    awaitDone(one, "again");
  }

  @ParameterizedTest
  @EnumSource
  void aProcessWhoseSessionEndsIsFollowedByAnother(Side side, ZkFaults faults) {
    Job one = job(side, first, SHORT, Duration.ZERO);
    awaitDone(one, "first");
    Job other = job(side, second, SHORT, Duration.ZERO);
    one.tick(
        () -> {
          faults.expireSession(first);
          awaitDone(other, "second");
        });
    assertThat(done).containsExactly("first", "second");
  }
}
