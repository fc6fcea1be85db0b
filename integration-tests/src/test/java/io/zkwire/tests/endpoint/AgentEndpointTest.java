package io.zkwire.tests.endpoint;

import io.zkwire.tests.Carrier;

/** Endpoints by the carrier "agent". */
class AgentEndpointTest extends EndpointBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
