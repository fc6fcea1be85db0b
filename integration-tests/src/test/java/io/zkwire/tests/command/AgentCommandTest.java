package io.zkwire.tests.command;

import io.zkwire.tests.Carrier;

/** Commands, carried by the agent. */
class AgentCommandTest extends CommandBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
