package io.zkwire.tests.shard;

import io.zkwire.tests.Carrier;

/** Divided work through the agent. */
class AgentShardTest extends ShardBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
