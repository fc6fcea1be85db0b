package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration under faults, through the annotation processor's bindings. */
class GeneratedConfigFaultTest extends ConfigFaultBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
