package io.zkwire.agent.core;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded method asks until ZooKeeper has answered: nothing passes, unless the mapping says
 * that calls run meanwhile. Immutable.
 *
 * @param method the method, for the message
 * @param otherwise what a call does that may not run
 * @param runs whether calls run meanwhile
 */
record UntilKnown(String method, Otherwise otherwise, boolean runs) implements Guard {

  private static final Passage FREE = () -> {};

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    if (runs) {
      return FREE;
    }
    if (otherwise == Otherwise.THROW) {
      throw refusal();
    }
    return null;
  }

  @Override
  public RuntimeException refusal() {
    return new ZkWireException(
        ErrorCode.GUARD_UNBOUND,
        method + " is guarded, and ZooKeeper has not yet answered whether it may run",
        "Wait for the agent's connection; 'status' tells how it is",
        null);
  }
}
