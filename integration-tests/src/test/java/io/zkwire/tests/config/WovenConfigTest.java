package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration of woven classes. */
class WovenConfigTest extends ConfigBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
