package io.zkwire.tests.command;

import io.zkwire.tests.Carrier;

/** Commands, carried by generated code. */
class GeneratedCommandTest extends CommandBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
