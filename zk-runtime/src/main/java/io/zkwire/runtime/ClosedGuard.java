package io.zkwire.runtime;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded method asks once its binding is closed: nothing passes, and calls do what they do
 * otherwise. Immutable.
 *
 * @param method the method, for the message
 * @param throwing whether calls throw
 */
record ClosedGuard(String method, boolean throwing) implements Guard {

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    if (throwing) {
      throw refusal();
    }
    return null;
  }

  @Override
  public RuntimeException refusal() {
    return new ZkWireException(
        ErrorCode.GUARD_UNBOUND,
        method + " is guarded and the binding of its object is closed",
        "Call it before the binding and its ZkWire are closed",
        null);
  }
}
