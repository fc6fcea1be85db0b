package io.zkwire.tests.exclusive;

import io.zkwire.tests.Carrier;

/** Locks and permits through the agent. */
class AgentLockTest extends LockBehaviour {
  @Override
  protected Carrier carrier() {
    return Carrier.agent();
  }
}
