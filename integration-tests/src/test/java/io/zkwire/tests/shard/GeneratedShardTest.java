package io.zkwire.tests.shard;

import io.zkwire.tests.Carrier;

/** Divided work by generated bindings. */
class GeneratedShardTest extends ShardBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
