package io.zkwire.tests.endpoint;

import io.zkwire.tests.Carrier;

/** Endpoints by the carrier "generated". */
class GeneratedEndpointTest extends EndpointBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
