package io.zkwire.tests.progress;

import io.zkwire.tests.Carrier;

/** Progress of woven classes. */
class WovenProgressTest extends ProgressBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
