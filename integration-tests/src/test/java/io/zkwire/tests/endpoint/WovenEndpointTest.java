package io.zkwire.tests.endpoint;

import io.zkwire.tests.Carrier;

/** Endpoints of woven classes. */
class WovenEndpointTest extends EndpointBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
