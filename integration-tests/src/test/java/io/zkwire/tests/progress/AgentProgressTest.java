package io.zkwire.tests.progress;

import io.zkwire.tests.Carrier;

/** Progress, carried by the agent. */
class AgentProgressTest extends ProgressBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
