package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration through the annotation processor's bindings. */
class GeneratedConfigTest extends ConfigBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
