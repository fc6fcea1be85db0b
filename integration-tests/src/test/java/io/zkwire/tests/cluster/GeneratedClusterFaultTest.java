package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members in faults, by the generated binding. */
class GeneratedClusterFaultTest extends ClusterFaultBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
