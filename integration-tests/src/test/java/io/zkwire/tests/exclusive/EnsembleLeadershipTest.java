package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkEnsemble;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Leadership while servers of an ensemble stop and come back. */
@ZkTest(servers = 3, sessionTimeout = "6s")
class EnsembleLeadershipTest {

  private static void shortLease(ZkWireBuilder builder) {
    builder.lease(LeaseOptions.defaults().lease(Duration.ofSeconds(1)));
  }

  @Test
  void aLostQuorumEndsTheGuardAndOneLeadsWhenItIsBack(
      ZkClients clients, ZkFaults faults, ZkEnsemble ensemble) {
    ZkWire one = clients.newClient(EnsembleLeadershipTest::shortLease);
    ZkWire two = clients.newClient(EnsembleLeadershipTest::shortLease);
    Leadership first = one.leadership("role");
    await().until(first::held);
    Leadership second = two.leadership("role");
    FencingToken token = first.token();
    int leader = ensemble.leader();
    int follower = ensemble.follower();
    faults.stop(leader);
    faults.stop(follower);
    await().atMost(20, TimeUnit.SECONDS).until(() -> !first.held());
    assertThat(second.held()).isFalse();
    faults.restart(leader);
    faults.restart(follower);
    await().atMost(60, TimeUnit.SECONDS).until(() -> first.held() || second.held());
    assertThat(first.held() && second.held()).isFalse();
    assertThat((first.held() ? first : second).token()).isGreaterThanOrEqualTo(token);
  }
}
