package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration of woven classes under faults. */
class WovenConfigFaultTest extends ConfigFaultBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
