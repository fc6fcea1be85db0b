package io.zkwire.tests.config;

import io.zkwire.tests.Carrier;

/** Configuration under faults, through the agent. */
class AgentConfigFaultTest extends ConfigFaultBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
