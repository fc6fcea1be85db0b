package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Leadership by the generated subclass. */
class GeneratedLeaderTest extends LeaderBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
