package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Barriers by generated bindings. */
class GeneratedBarrierTest extends BarrierBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
