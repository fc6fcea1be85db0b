package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Queues of woven classes. */
class WovenQueueTest extends QueueBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
