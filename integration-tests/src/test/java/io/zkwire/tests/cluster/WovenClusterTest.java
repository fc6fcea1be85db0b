package io.zkwire.tests.cluster;

import io.zkwire.tests.Carrier;

/** Members of woven classes. */
class WovenClusterTest extends ClusterBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
