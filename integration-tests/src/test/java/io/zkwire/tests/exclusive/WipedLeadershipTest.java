package io.zkwire.tests.exclusive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.Leadership;
import io.zkwire.NotLeaderException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R12: an ensemble that came back without its data. */
@ZkTest(sessionTimeout = "2s", serverPerMethod = true)
class WipedLeadershipTest {

  @Test
  void exclusiveWorkIsClosedUntilAnOperatorConfirms(ZkWire zk, ZkClients clients, ZkFaults faults)
      throws Exception {
    Leadership role = zk.leadership("role");
    await().until(role::held);

    faults.wipe();
    await().atMost(60, TimeUnit.SECONDS).until(() -> zk.health().generationChanged());
    assertThat(role.held()).isFalse();
    assertThat(zk.locks().exclusive("a").tryAcquire(Duration.ofMillis(200))).isEmpty();
    // One that does not remember may lead meanwhile: it knows no other ensemble.
    Leadership other = clients.newClient().leadership("role");
    await().atMost(30, TimeUnit.SECONDS).until(other::held);
    assertThatThrownBy(role::checkHeld).isInstanceOf(NotLeaderException.class);

    zk.confirmGeneration();
    other.close();
    await().until(role::held);
    zk.locks().exclusive("a").tryAcquire(Duration.ofSeconds(10)).orElseThrow().close();
  }
}
