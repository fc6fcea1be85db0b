package io.zkwire.agent.build;

import io.zkwire.ErrorCode;
import java.io.Serial;

/** Fails the build: something asks for a guard that could not be woven. */
final class NotWovenException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1;

  /**
   * A failure.
   *
   * @param found what is wrong
   * @param mend how to mend it
   */
  NotWovenException(String found, String mend) {
    super(ErrorCode.GUARD_NOT_WOVEN.message(found, mend));
  }
}
