package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members in faults, through the agent. */
class AgentClusterFaultTest extends ClusterFaultBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
