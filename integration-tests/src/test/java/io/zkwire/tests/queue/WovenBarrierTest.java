package io.zkwire.tests.queue;

import io.zkwire.tests.Carrier;

/** Barriers of woven classes. */
class WovenBarrierTest extends BarrierBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
