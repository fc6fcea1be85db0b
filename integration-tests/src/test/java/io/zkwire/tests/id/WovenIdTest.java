package io.zkwire.tests.id;

import io.zkwire.tests.Carrier;

/** IDs of woven classes. */
class WovenIdTest extends IdBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
