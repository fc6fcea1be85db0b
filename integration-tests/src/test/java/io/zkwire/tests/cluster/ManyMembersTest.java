package io.zkwire.tests.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.ErrorCode;
import io.zkwire.Membership;
import io.zkwire.ZkWireException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Counting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Many members of one process join together. */
@ZkTest(sessionTimeout = "4s")
class ManyMembersTest {

  private static final int MEMBERS = 300;

  private final Counting counting = new Counting();

  private static List<CompletableFuture<Membership>> join(ZkWire zk, int members) {
    List<CompletableFuture<Membership>> joining = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      joining.add(zk.joinAsync("many", "m" + i));
    }
    return joining;
  }

  private static List<Membership> all(List<CompletableFuture<Membership>> joining)
      throws Exception {
    List<Membership> all = new ArrayList<>();
    for (CompletableFuture<Membership> each : joining) {
      all.add(each.get(30, SECONDS));
    }
    return all;
  }

  @Test
  void theyShareRequests(ZkClients clients) throws Exception {
    ZkWire zk = clients.newClient(options -> options.metrics(counting));
    zk.members("many").close(); // its group and what it needs are there
    long before = counting.requests();
    List<CompletableFuture<Membership>> joining = join(zk, MEMBERS);
    joining.get(MEMBERS - 1).get(30, SECONDS);
    assertThat(counting.requests() - before)
        .as("nodes that are made together, and the first watches")
        .isLessThan(MEMBERS / 2);
    assertThat(all(joining)).allMatch(Membership::joined);
    assertThat(clients.curator(zk).getChildren().forPath("/members/many")).hasSize(MEMBERS);
  }

  @Test
  void oneWhoseIdIsTakenKeepsNoOtherFromJoining(ZkClients clients) throws Exception {
    clients.newClient().join("many", "m7");
    ZkWire zk = clients.newClient();
    List<CompletableFuture<Membership>> joining = join(zk, 20);
    CompletableFuture<Membership> refused = joining.remove(7);
    assertThat(all(joining)).allMatch(Membership::joined);
    assertThatThrownBy(() -> refused.get(30, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMBER_DUPLICATE));
  }

  @Test
  void allComeBackWithANewSession(ZkClients clients, ZkFaults faults) throws Exception {
    ZkWire zk = clients.newClient();
    List<Membership> members = all(join(zk, MEMBERS));
    long before = clients.curator(zk).getZookeeperClient().getZooKeeper().getSessionId();
    faults.expireSession(zk);
    await()
        .untilAsserted(
            () -> {
              var zooKeeper = clients.curator(zk).getZookeeperClient().getZooKeeper();
              assertThat(zooKeeper.getSessionId()).isNotEqualTo(before);
              assertThat(members).allMatch(Membership::joined);
              assertThat(zooKeeper.getEphemerals(clients.chroot() + "/members/many"))
                  .hasSize(MEMBERS);
            });
  }
}
