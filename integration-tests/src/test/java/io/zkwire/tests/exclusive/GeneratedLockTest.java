package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Locks and permits by the generated subclass. */
class GeneratedLockTest extends LockBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }
}
