package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Barriers through the agent. */
class AgentBarrierTest extends BarrierBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
