package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.DistributedLock;
import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The mode in which the end of the predecessor's session stands in for the lock-delay. Whoever must
 * wait has a clock that only the test moves; beats go by the machine's timer.
 */
@Tag("slow")
@ZkTest(sessionTimeout = "2s", tickTime = 100)
class SessionAwareTest {

  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final LeaseOptions AWARE = LeaseOptions.defaults().lease(DELAY).sessionAware();

  /** Just more than a quarter of the session timeout. */
  private static final Duration GAP = Duration.ofMillis(501);

  /** A session that outlives a test in which it is cut off. */
  private static final Duration LASTING = Duration.ofSeconds(30);

  private static final String GRANTED = "zkwire.lease.granted";

  private final HandClock clock = new HandClock();
  private final Counts counts = new Counts();

  private ZkClients clients;
  private ZkFaults faults;
  private ZkWire holder;
  private ZkWire waiting;

  @BeforeEach
  void connect(ZkClients clients, ZkFaults faults) {
    this.clients = clients;
    this.faults = faults;
    holder = clients.newClient(b -> b.lease(AWARE));
    waiting = clients.newClient(b -> b.clock(clock).metrics(counts));
  }

  private static Leadership leading(ZkWire zk) {
    Leadership role = zk.leadership("role");
    await().until(role::held);
    return role;
  }

  /** Where the first one's node is, while nobody else stands. */
  private String onlyNode() throws Exception {
    List<String> children = clients.curator(waiting).getChildren().forPath("/leaders/role");
    assertThat(children).hasSize(1);
    return "/leaders/role/" + children.get(0);
  }

  private List<String> beats() throws Exception {
    return clients.curator(waiting).getChildren().forPath("/zkwire/beats");
  }

  @Test
  void r4theModeIsStoredForTheWholeChroot() throws Exception {
    leading(holder);
    assertThat(clients.curator(waiting).getData().forPath("/zkwire/lease"))
        .asString()
        .isEqualTo("{\"lease\":1000,\"delay\":1000,\"mode\":\"session-aware\"}");
  }

  @Test
  void r6theNextOneWaitsForTheSessionOfAHolderThatIsCutOffButForNoDelay() throws Exception {
    Leadership first = leading(holder);
    FencingToken token = first.token();
    Leadership second = waiting.leadership("role");
    faults.suspend(holder);
    await().atMost(30, TimeUnit.SECONDS).until(second::held);
    assertThat(first.held()).isFalse();
    assertThat(second.token()).isGreaterThan(token);
  }

  @Test
  void r6theNextOneNeedsNoDelayWhenTheSessionBeforeHasExpired() throws Exception {
    leading(holder);
    Leadership second = waiting.leadership("role");
    faults.expireSession(holder);
    await().until(second::held);
  }

  @Test
  void r6aHolderWhoseNodeAloneWasDeletedIsWaitedFor() throws Exception {
    Leadership first = leading(holder);
    FencingToken token = first.token();
    String node = onlyNode();
    Leadership second = waiting.leadership("role");
    List<String> beats = beats();
    assertThat(beats).hasSize(2);
    new Stranger(waiting, clients.chroot()).delete(node);
    counts.awaitBeats(3);
    assertThat(second.held()).as("its session may still live").isFalse();
    assertThat(beats()).containsExactlyInAnyOrderElementsOf(beats);
    Stepping.during(clock, () -> await().until(second::held));
    assertThat(second.token()).isGreaterThan(token);
  }

  @Test
  void r6aHolderThatWasCutOffWhenItsNodeWasDeletedIsWaitedForToo() throws Exception {
    ZkWire lasting = clients.newClient(b -> b.lease(AWARE).sessionTimeout(LASTING));
    Leadership first = leading(lasting);
    String node = onlyNode();
    Leadership second = waiting.leadership("role");
    List<String> beats = beats();
    faults.suspend(lasting);
    new Stranger(waiting, clients.chroot()).delete(node);
    counts.awaitBeats(3);
    assertThat(second.held()).as("its session still lives").isFalse();
    assertThat(beats()).containsExactlyInAnyOrderElementsOf(beats);
    await().until(() -> !first.held());
    Stepping.during(clock, () -> await().until(second::held));
  }

  @Test
  void r7whoeverComesLaterSawNobodysBeatAndWaits() throws Exception {
    HeldLock lost = holder.locks().exclusive("late").acquire();
    faults.suspend(holder);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> clients.curator(waiting).getChildren().forPath("/locks/late").isEmpty());
    DistributedLock here = waiting.locks().exclusive("late");
    assertThat(here.tryAcquire(Duration.ofMillis(500))).isEmpty();
    assertThat(lost.held()).isFalse();
    Stepping.during(clock, () -> here.tryAcquire(DELAY.multipliedBy(20)).orElseThrow().close());
  }

  @Test
  void r2afterAGapTheFirstWriteGrantsNothingAndTheSecondDoes() throws Exception {
    leading(holder).close(); // the mode is stored
    HandClock stepped = new HandClock();
    AtomicBoolean gaps = new AtomicBoolean(true);
    Counts own = new Counts(() -> stepIf(gaps, stepped));
    Leadership role = withGaps(stepped, own).leadership("role");
    own.awaitBeats(5);
    assertThat(own.of(GRANTED)).as("each write came after a gap").isZero();
    gaps.set(false);
    await().until(role::held);
    FencingToken token = role.token();

    gaps.set(true);
    await().until(() -> !role.held());
    own.awaitBeats(5);
    assertThat(role.held()).as("each write came after a gap").isFalse();
    gaps.set(false);
    await().until(role::held);
    assertThat(role.token()).as("the same term").isEqualTo(token);
  }

  @Test
  void r2withTheFullDelayTheFirstWriteGrantsAlsoAfterAGap() {
    HandClock stepped = new HandClock();
    Counts own = new Counts(() -> stepped.step(GAP));
    withGaps(stepped, own).leadership("role");
    await().until(() -> own.of(GRANTED) == 1);
  }

  private static void stepIf(AtomicBoolean gaps, HandClock clock) {
    if (gaps.get()) {
      clock.step(GAP);
    }
  }

  private ZkWire withGaps(HandClock stepped, Counts own) {
    return clients.newClient(b -> b.clock(stepped).metrics(own));
  }

  @Test
  void r2beatsGoOnAfterTheLastReleaseSoThatTheNextGrantIsNotTheFirstAfterAGap() throws Exception {
    leading(holder).close(); // the mode is stored
    waiting.locks().exclusive("short").acquire().close();
    counts.awaitBeats(3);
  }
}
