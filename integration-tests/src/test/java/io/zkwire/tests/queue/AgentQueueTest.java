package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Queues through the agent. */
class AgentQueueTest extends QueueBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
