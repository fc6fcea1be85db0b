package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.IdParts;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps numbers of time, worker and sequence unique. */
@ZkTest(sessionTimeout = "6s")
class SnowflakeRulesTest {

  private static final IdOptions TWO_WORKERS = IdOptions.snowflake().layout("41-1-14");

  private final WallClock clock = new WallClock();

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            IdException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void aClockThatGoesBackWaitsOrRefusesAndNeverRepeats(ZkClients clients) {
    IdGenerator ids = clients.newClient(b -> b.clock(clock)).ids("clock", IdOptions.snowflake());
    Set<Long> seen = new HashSet<>();
    long last = 0;
    for (int i = 0; i < 1_000; i++) {
      last = ids.nextLong();
      assertThat(seen.add(last)).isTrue();
    }
    clock.set(Duration.ofMillis(-200)); // it waits
    for (int i = 0; i < 1_000; i++) {
      long next = ids.nextLong();
      assertThat(next).isGreaterThan(last);
      assertThat(seen.add(next)).isTrue();
      last = next;
    }
    clock.set(Duration.ofHours(-1));
    assertCode(ErrorCode.ID_CLOCK, ids::nextLong);
    clock.set(Duration.ofHours(1));
    long later = ids.nextLong();
    assertThat(later).isGreaterThan(last);
    assertThat(ids.parts(later).time()).isAfter(Instant.now().plus(59, ChronoUnit.MINUTES));
    clock.set(Duration.ZERO);
    assertCode(ErrorCode.ID_CLOCK, ids::nextLong);
  }

  /**
   * The process that has a worker number next must not repeat what the last one gave while its
   * clock was fast: the mark of that number says how far it came.
   */
  @Test
  void theNextHolderOfAWorkerNumberBeginsBehindTheMark(ZkClients clients) {
    ZkWire fast = clients.newClient(b -> b.clock(clock));
    clock.set(Duration.ofMinutes(10));
    IdGenerator first = fast.ids("marked", TWO_WORKERS);
    IdParts given = first.parts(first.nextLong());
    fast.close();
    ZkWire other = clients.newClient();
    IdGenerator second = other.ids("marked", TWO_WORKERS);
    assertThat(second.parts(second.nextLong()).worker()).isNotEqualTo(given.worker());
    // Both numbers are marked: one by the fast clock, one by who has it.
    assertCode(
        ErrorCode.ID_NO_WORKER, () -> clients.newClient().ids("marked", TWO_WORKERS).nextLong());
    // A clock that is behind the mark of the first may have its number, and goes on behind it.
    WallClock behind = new WallClock();
    behind.set(Duration.ofMinutes(11));
    IdGenerator third = clients.newClient(b -> b.clock(behind)).ids("marked", TWO_WORKERS);
    behind.set(Duration.ZERO);
    assertCode(ErrorCode.ID_CLOCK, third::nextLong);
    behind.set(Duration.ofMinutes(11));
    IdParts next = third.parts(third.nextLong());
    assertThat(next.worker()).isEqualTo(given.worker());
    assertThat(next.time()).isAfter(given.time());
  }

  /** A claim that somebody deletes is lost; the marks stand elsewhere and are not lost with it. */
  @Test
  void deletionOfTheRootRepeatsNothing(ZkWire zk, ZkClients clients) {
    IdOptions fourWorkers = IdOptions.snowflake().layout("41-2-14");
    IdGenerator ids = zk.ids("deleted", fourWorkers);
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(ids.nextLong())).isTrue();
    }
    new Stranger(zk, clients.chroot()).delete("/ids/deleted");
    IdGenerator other = clients.newClient().ids("deleted", fourWorkers);
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(other.nextLong())).isTrue();
      try {
        assertThat(seen.add(ids.nextLong())).isTrue();
      } catch (IdException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ID_WORKER);
      }
    }
  }

  @Test
  void withoutALeaseNothingIsGivenUntilANumberIsHadAgain(ZkWire zk, ZkFaults faults) {
    IdGenerator ids = zk.ids("lease", IdOptions.snowflake());
    long before = ids.nextLong();
    faults.suspend(zk);
    await().untilAsserted(() -> assertCode(ErrorCode.ID_WORKER, ids::nextLong));
    faults.resume(zk);
    await().ignoreExceptionsInstanceOf(IdException.class).until(() -> ids.nextLong() > before);
  }

  @Test
  void theEndOfTimeIsToldAndRefused(ZkWire zk) {
    Instant begin = Instant.now().minus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    IdOptions short_ = IdOptions.snowflake().layout("20-8-14"); // 17 minutes
    IdGenerator over = zk.ids("over", short_.epoch(begin.toString()));
    assertThat(zk.health().problems()).anyMatch(p -> p.message().startsWith("[ZK-ID-29]"));
    assertCode(ErrorCode.ID_USED_UP, over::nextLong);
    IdGenerator early = zk.ids("early", IdOptions.snowflake().epoch("2100-01-01T00:00:00Z"));
    assertCode(ErrorCode.ID_CLOCK, early::nextLong);
  }

  @Test
  void theEndOfTimeIsToldToAProcessThatRunsOnTowardsIt(ZkClients clients) {
    ZkWire zk = clients.newClient(b -> b.clock(clock));
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    IdOptions year = IdOptions.snowflake().layout("35-8-14"); // 397 days
    IdGenerator ids = zk.ids("year", year.epoch(begin.toString()));
    ids.nextLong();
    assertThat(zk.health().problems()).noneMatch(p -> p.message().startsWith("[ZK-ID-29]"));
    clock.set(Duration.ofDays(60));
    ids.nextLong();
    await()
        .untilAsserted(
            () ->
                assertThat(zk.health().problems())
                    .anyMatch(p -> p.message().startsWith("[ZK-ID-29]")));
  }

  @Test
  void secondsAndJavascript(ZkWire zk) {
    IdGenerator safe = zk.ids("safe", IdOptions.snowflake().withinJavascript());
    IdGenerator seconds =
        zk.ids("seconds", IdOptions.snowflake().layout("31s-8-14").withinJavascript());
    long last = 0;
    for (int i = 0; i < 1_000; i++) {
      assertThat(safe.nextLong()).isBetween(1L, IdOptions.MOST_JAVASCRIPT_SAFE);
      long next = seconds.nextLong();
      assertThat(next).isBetween(last + 1, IdOptions.MOST_JAVASCRIPT_SAFE);
      last = next;
    }
    assertThat(seconds.parts(last).time())
        .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(1));
  }

  @Test
  void everybodyHasTheSameLayout(ZkWire zk, ZkClients clients) {
    zk.ids("layout", IdOptions.snowflake());
    assertCode(ErrorCode.ID_TYPE, () -> clients.newClient().ids("layout", TWO_WORKERS).nextLong());
  }
}
