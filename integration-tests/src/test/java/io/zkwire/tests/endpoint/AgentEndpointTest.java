package io.zkwire.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.EndpointRegistration;
import io.zkwire.junit.ZkClients;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.endpoint.Services.Server;
import org.junit.jupiter.api.Test;

/** Endpoints by the carrier "agent". */
class AgentEndpointTest extends EndpointBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }

  /**
   * The agent holds no object of the application. A test that let go of one found its endpoint
   * gone, now and then, for the time of a collection.
   */
  @Test
  void whatIsCollectedIsOfferedNoMore(ZkClients clients) {
    ZkWire zk = clients.newClient();
    Server server = new Server();
    server.port = 8080;
    carrier().binding(zk, server);
    EndpointRegistration own = zk.registrations().list().get(0);
    System.gc();
    zk.registrations().refresh();
    assertThat(own.registered()).as("held by port " + server.port).isTrue();
    server = null;
    await()
        .until(
            () -> {
              System.gc();
              return own.offered() == null && !own.registered();
            });
  }
}
