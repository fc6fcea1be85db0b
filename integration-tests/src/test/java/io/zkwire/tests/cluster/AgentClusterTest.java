package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members through the agent. */
class AgentClusterTest extends ClusterBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
