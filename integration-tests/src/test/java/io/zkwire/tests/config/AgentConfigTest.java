package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration through the agent. */
class AgentConfigTest extends ConfigBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
