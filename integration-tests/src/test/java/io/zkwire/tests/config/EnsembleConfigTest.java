package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.config.Settings.Number;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Three servers, of which one at a time restarts, or two are away. */
@ZkTest(servers = 3, sessionTimeout = "6s")
class EnsembleConfigTest {

  @Test
  void aRollingRestartMissesNoFinalValueAndLosesNoSession(
      ZkWire zk, ZkClients clients, ZkFaults faults) {
    ZkWire publisher = clients.newClient();
    List<SessionState> states = new CopyOnWriteArrayList<>();
    zk.onState(states::add);
    Number bound = zk.create(Number.class);
    for (int server = 0; server < 3; server++) {
      int value = server + 1;
      faults.stop(server);
      publisher.config().publish("n", value);
      faults.restart(server);
      await().atMost(30, TimeUnit.SECONDS).until(() -> bound.n == value);
    }
    assertThat(states).doesNotContain(SessionState.LOST);
    await().until(() -> bound.told.contains(3)); // after the field is set
    assertThat(bound.told).endsWith(3);
  }

  @Test
  void withoutAQuorumValuesStayAndFollowAgainWhenItIsBack(
      ZkWire zk, ZkClients clients, ZkFaults faults) {
    Number bound = zk.create(Number.class);
    zk.config().publish("n", 1);
    await().until(() -> bound.n == 1 && bound.told.contains(1));
    faults.stop(0);
    faults.stop(1);
    await().atMost(30, TimeUnit.SECONDS).until(() -> zk.state() != SessionState.CONNECTED);
    assertThat(bound.n).isEqualTo(1);
    faults.restart(0);
    faults.restart(1);
    await().atMost(60, TimeUnit.SECONDS).until(() -> zk.state() == SessionState.CONNECTED);
    zk.config().publish("n", 2);
    await().atMost(30, TimeUnit.SECONDS).until(() -> bound.n == 2);
    await().until(() -> bound.told.contains(2)); // after the field is set
    assertThat(bound.told).containsExactly(1, 2);
  }
}
