package io.zkwire.tests.command;

import io.zkwire.tests.Carrier;

/** Commands to woven classes. */
class WovenCommandTest extends CommandBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
