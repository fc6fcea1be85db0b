package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Candidate;
import io.zkwire.ErrorCode;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.NotLeaderException;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkOp;
import io.zkwire.ZkWireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leader election without annotations, against one real server. */
class LeadershipTest {

  private static final LeaseOptions SHORT = LeaseOptions.defaults().lease(Duration.ofSeconds(1));

  private TestingServer server;
  private ZkWire one;
  private ZkWire two;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    one = open(SHORT);
    two = open(LeaseOptions.defaults());
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    server.close();
  }

  private ZkWire open(LeaseOptions lease) {
    return ZkWire.builder()
        .connect(server.getConnectString() + "/app")
        .sessionTimeout(Duration.ofSeconds(4))
        .lease(lease)
        .start();
  }

  private static void delete(ZkWire zk, String root) throws Exception {
    for (String child : zk.curator().getChildren().forPath("/app" + root)) {
      zk.curator().delete().forPath("/app" + root + "/" + child);
    }
  }

  @Test
  void oneLeadsAndTheOtherFollowsAtOnceAfterAResignation() {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    Leadership second = two.leadership("reports");
    FencingToken token = first.token();
    assertThat(second.held()).isFalse();
    assertThatThrownBy(second::token)
        .isInstanceOfSatisfying(
            NotLeaderException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.LEADER_NOT);
              assertThat(e.role()).isEqualTo("reports");
            });
    assertThat(first.candidates()).hasSize(2);
    assertThat(first.candidates().get(0).self()).isTrue();
    assertThat(first.candidates().get(1).process()).isEqualTo(two.id());

    first.resign();
    assertThat(first.held()).isFalse();
    await().atMost(Duration.ofMillis(900)).until(second::held);
    assertThat(second.token()).isGreaterThan(token);
    assertThat(second.candidates()).hasSize(2);
    second.close();
    await().atMost(Duration.ofMillis(900)).until(first::held);
  }

  /** By it a node is found whose creation was not answered. */
  @Test
  void eachCandidacyHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (String role : List.of("reports", "mails")) {
      Leadership first = one.leadership(role);
      Leadership second = two.leadership(role);
      await().until(() -> second.candidates().size() == 2);
      second.candidates().forEach(each -> ids.add(each.id()));
      first.close();
      second.close();
    }
    assertThat(ids).hasSize(4).allMatch(id -> UUID.fromString(id).toString().equals(id));
  }

  @Test
  void aNodeThatSomebodyDeletesEndsTheTermAndTheNextOneWaitsTheDelay() throws Exception {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    FencingToken token = first.token();
    delete(two, "/leaders/reports");
    await().until(() -> !first.held());
    await().until(first::held);
    assertThat(first.token()).isGreaterThan(token);
    Stat root = one.curator().checkExists().forPath("/app/leaders/reports");
    // The birth mark and the deletion are acknowledged: nothing is unaccounted for.
    await()
        .untilAsserted(
            () ->
                assertThat(one.curator().checkExists().forPath("/app/leaders/reports").getVersion())
                    .isEqualTo(2));
    assertThat(root.getNumChildren()).isEqualTo(1);
  }

  @Test
  void aDeletedRootIsMadeAgain() throws Exception {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    one.curator().delete().deletingChildrenIfNeeded().forPath("/app/leaders/reports");
    await().until(() -> !first.held());
    await().until(first::held);
  }

  @Test
  void listenersAreToldInTurns() {
    Leadership first = one.leadership("reports");
    List<Boolean> told = new CopyOnWriteArrayList<>();
    first.onChange(told::add);
    await().until(() -> told.equals(List.of(true)));
    first.resign();
    await().until(() -> told.equals(List.of(true, false, true)));
  }

  @Test
  void anOperatorAsksTheLeaderToResignByItsNode() throws Exception {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    Leadership second = two.leadership("reports");
    List<Candidate> candidates = first.candidates();
    byte[] other = candidates.get(1).id().getBytes(StandardCharsets.UTF_8);
    String wish = "/app/wishes/resign/reports";
    one.curator().create().creatingParentsIfNeeded().forPath(wish, other);
    byte[] id = candidates.get(0).id().getBytes(StandardCharsets.UTF_8);
    one.curator().setData().forPath(wish, id);
    await().until(second::held);
    assertThat(one.curator().checkExists().forPath(wish)).isNull();
    assertThat(first.held()).isFalse();
  }

  @Test
  void fencedWritesNeedTheNode() throws Exception {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    first.fenced(ZkOp.create("/result", "a".getBytes(StandardCharsets.UTF_8)));
    assertThat(one.curator().getData().forPath("/app/result")).asString().isEqualTo("a");
    assertThatThrownBy(() -> first.fenced(ZkOp.create("/result", new byte[0])))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_REQUEST));
    assertThat(first.held()).isTrue();
    delete(two, "/leaders/reports");
    assertThatThrownBy(() -> first.fenced(ZkOp.set("/result", new byte[1])))
        .isInstanceOf(NotLeaderException.class);
    assertThat(one.curator().getData().forPath("/app/result")).asString().isEqualTo("a");
  }

  /** The nemesis found one that was told as not made, and was made. */
  @Test
  void ofAFencedWriteThatIsInterruptedNothingIsKnown() throws Exception {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    CountDownLatch answers = new CountDownLatch(1); // until then the client hears none
    one.curator().checkExists().inBackground((client, event) -> answers.await()).forPath("/");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> first.fenced(ZkOp.create("/result", new byte[0])))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(Thread.interrupted()).isTrue();
    answers.countDown();
    await()
        .untilAsserted(
            () -> assertThat(one.curator().checkExists().forPath("/app/result")).isNotNull());
  }

  @Test
  void aLeaseThatDiffersFromTheStoredOneIsRefused() {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    try (ZkWire other = open(LeaseOptions.defaults().lease(Duration.ofSeconds(3)))) {
      assertThatThrownBy(() -> other.leadership("reports"))
          .isInstanceOfSatisfying(
              ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_STORED))
          .hasMessageContaining("lease is 1000 ms and the option 3000");
    }
  }

  @Test
  void closeGivesTheRoleBackAtOnce() {
    Leadership first = one.leadership("reports");
    await().until(first::held);
    Leadership second = two.leadership("reports");
    one.close();
    assertThat(first.held()).isFalse();
    await().atMost(Duration.ofMillis(900)).until(second::held);
  }
}
