package io.zkwire.tests.id;

import io.zkwire.tests.Carrier;

/** IDs through the agent. */
class AgentIdTest extends IdBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
