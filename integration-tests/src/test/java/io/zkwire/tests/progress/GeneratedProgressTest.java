package io.zkwire.tests.progress;

import io.zkwire.tests.Carrier;

/** Progress, carried by generated code. */
class GeneratedProgressTest extends ProgressBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
