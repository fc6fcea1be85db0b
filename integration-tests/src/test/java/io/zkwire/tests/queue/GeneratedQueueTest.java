package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Queues by generated bindings. */
class GeneratedQueueTest extends QueueBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
