package io.zkwire.runtime.progress;

import io.zkwire.CurrentProgress;
import io.zkwire.Progress;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports calls as workers of a task; refuses none. Thread-safe. */
final class ProgressGuard implements Guard {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressGuard.class);

  private final Supplier<Progress> begin;
  private final Supplier<Progress> unheard;

  /**
   * A guard.
   *
   * @param begin makes the progress of a call
   * @param unheard makes one that nobody is told of
   */
  ProgressGuard(Supplier<Progress> begin, Supplier<Progress> unheard) {
    this.begin = begin;
    this.unheard = unheard;
  }

  @Override
  public Passage enter(Object[] arguments) {
    Progress progress = begin();
    return new Inside(progress, CurrentProgress.set(progress));
  }

  /** Whatever keeps it from being told, the call goes on. */
  private Progress begin() {
    try {
      return begin.get();
    } catch (RuntimeException e) {
      LOG.warn("the progress of a call is not told", e);
      return unheard.get();
    }
  }

  @Override
  public RuntimeException refusal() {
    return new IllegalStateException("progress refuses no call");
  }

  @Override
  public Guard afterwards() {
    return new ProgressGuard(unheard, unheard);
  }

  /** One call. */
  private record Inside(Progress progress, @Nullable Progress before) implements Passage {
    @Override
    public void accept(Throwable thrown) {
      if (!progress.ended()) {
        String message = thrown.getMessage();
        progress.failed(
            thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message));
      }
    }

    @Override
    public void leave() {
      CurrentProgress.set(before);
      progress.done(); // does nothing if it has ended
    }
  }
}
