package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members by the generated binding. */
class GeneratedClusterTest extends ClusterBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
