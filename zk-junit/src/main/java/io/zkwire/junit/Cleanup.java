package io.zkwire.junit;

import org.jspecify.annotations.Nullable;

/**
 * Steps that are all taken, whichever fail, also on a thread that was interrupted, as by a timeout.
 */
final class Cleanup {
  private final boolean interrupted = Thread.interrupted();
  private @Nullable Throwable failure;

  Cleanup then(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      Throwable first = failure;
      if (first == null) {
        failure = e;
      } else {
        first.addSuppressed(e);
      }
    }
    return this;
  }

  /** Throws what the first failing step threw, with the others suppressed. */
  void finish() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
