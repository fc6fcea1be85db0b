package io.zkwire.tests.shard;

import io.zkwire.tests.Carrier;

/** Divided work woven when the classes were built. */
class WovenShardTest extends ShardBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
