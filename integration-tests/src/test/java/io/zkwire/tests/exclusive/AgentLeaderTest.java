package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Leadership through the agent. */
class AgentLeaderTest extends LeaderBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
