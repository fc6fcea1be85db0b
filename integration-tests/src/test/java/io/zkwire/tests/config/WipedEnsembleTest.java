package io.zkwire.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import io.zkwire.tests.config.Settings.Number;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An ensemble that came back without its data. */
@ZkTest(sessionTimeout = "2s", serverPerMethod = true)
class WipedEnsembleTest {

  @Test
  void keepsTheLastGoodValuesUntilAnOperatorConfirms(
      ZkWire zk, ZkClients clients, ZkFaults faults) {
    new Stranger(zk, clients.chroot()).set("/config/n", "7");
    Number bound = zk.create(Number.class);
    assertThat(bound.n).isEqualTo(7);

    faults.wipe();
    await().atMost(60, TimeUnit.SECONDS).until(() -> zk.health().generationChanged());
    await() // it is told after it is so
        .until(
            () ->
                zk.health().problems().stream()
                    .anyMatch(p -> p.message().startsWith("[ZK-SESSION-03]")));
    new Stranger(clients.newClient(), clients.chroot()).set("/config/n", "8");
    assertThat(bound.n).isEqualTo(7);

    zk.confirmGeneration();
    await().until(() -> bound.n == 8);
    assertThat(zk.health().generationChanged()).isFalse();
    new Stranger(zk, clients.chroot()).delete("/config/n");
    await().until(() -> bound.n == 0);
  }
}
