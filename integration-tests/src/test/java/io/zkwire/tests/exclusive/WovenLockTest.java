package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Locks and permits of woven classes. */
class WovenLockTest extends LockBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.woven();
  }
}
