package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members of woven classes, in faults. */
class WovenClusterFaultTest extends ClusterFaultBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
