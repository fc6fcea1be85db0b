package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Leadership of woven classes. */
class WovenLeaderTest extends LeaderBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
