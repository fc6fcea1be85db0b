package io.zkwire.runtime;

import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded method asks once its binding is closed: nothing passes, and calls do what they do
 * otherwise. Immutable.
 *
 * @param before the guard of before, which knows what is thrown
 * @param throwing whether calls throw
 */
record ClosedGuard(Guard before, boolean throwing) implements Guard {

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    if (throwing) {
      throw refusal();
    }
    return null;
  }

  @Override
  public RuntimeException refusal() {
    return before.refusal();
  }
}
