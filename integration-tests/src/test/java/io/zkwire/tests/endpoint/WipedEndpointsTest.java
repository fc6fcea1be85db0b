package io.zkwire.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.Endpoints;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An ensemble that came back without its data. */
@ZkTest(sessionTimeout = "2s", serverPerMethod = true)
class WipedEndpointsTest {

  @Test
  void theListStaysUntilAnOperatorConfirmsAndThenFollows(
      ZkWire finding, ZkWire offering, ZkClients clients, ZkFaults faults) {
    finding.endpointStore().add("app1", "10.0.0.9:80");
    offering.registrations().register("app1", EndpointOffer.at("10.0.0.1", 80));
    Endpoints found = finding.endpoints("app1");
    await().until(() -> found.list().size() == 2);
    List<Endpoint> before = found.list();

    faults.wipe();
    await().atMost(60, TimeUnit.SECONDS).until(() -> finding.health().generationChanged());
    ZkWire fresh = clients.newClient();
    fresh.endpointStore().add("app1", "10.0.0.8:80");
    assertThat(found.list()).isEqualTo(before);
    assertThat(found.stale()).isTrue();

    finding.confirmGeneration();
    await()
        .until(
            () ->
                found.list().stream().map(Endpoint::address).toList().contains("10.0.0.8:80")
                    && !found.stale());
    await().until(() -> found.list().stream().anyMatch(e -> e.host().equals("10.0.0.1")));
    assertThat(found.list()).noneMatch(e -> e.host().equals("10.0.0.9"));
    fresh.endpointStore().add("app1", "10.0.0.7:80");
    await().until(() -> found.list().size() == 3);
  }
}
