package io.zkwire.runtime.spi;

import org.jspecify.annotations.Nullable;

/** What a guarded method asks before each call. Thread-safe. */
public interface Guard {

  /**
   * Asks for leave to run, and waits for it where the guard is one that waits.
   *
   * @param arguments the values of the placeholders in the guard's name, in their order
   * @return leave to run; null if the call may not run and shall return what it returns otherwise
   * @throws io.zkwire.ZkWireException if the call may not run and shall throw
   */
  @Nullable Passage enter(Object[] arguments);

  /** What a call throws, or fails with, that may not run. */
  RuntimeException refusal();

  /**
   * What calls ask once the binding of their object is closed.
   *
   * @return the guard that is asked then; null if no call may run any more
   */
  default @Nullable Guard afterwards() {
    return null;
  }
}
