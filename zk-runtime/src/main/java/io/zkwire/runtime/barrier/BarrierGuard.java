package io.zkwire.runtime.barrier;

import io.zkwire.Barrier;
import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.BarrierPass;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.BarrierSpec;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a call in together with those of the other parties, and out again. Thread-safe. */
final class BarrierGuard implements Guard {

  private static final Logger LOG = LoggerFactory.getLogger(BarrierGuard.class);

  /**
   * Why this thread was refused last: the name of the reason, which holds on to no class of ours in
   * a thread that outlives them.
   */
  private static final ThreadLocal<@Nullable String> REFUSED = new ThreadLocal<>();

  private final Session session;
  private final Barrier barrier;
  private final Duration timeout;
  private final boolean throwing;

  BarrierGuard(Session session, Barrier barrier, BarrierSpec<?> spec) {
    this.session = session;
    this.barrier = barrier;
    this.timeout = spec.timeout();
    this.throwing = spec.otherwise() == Otherwise.THROW;
  }

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    BarrierBrokenException refused;
    try {
      BarrierPass pass = barrier.enter(timeout);
      return () -> leave(pass);
    } catch (BarrierBrokenException e) {
      refused = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refused = interrupted();
    }
    if (throwing) {
      throw refused;
    }
    REFUSED.set(refused.reason().name());
    return null;
  }

  private void leave(BarrierPass pass) {
    try {
      pass.close();
    } catch (BarrierBrokenException e) {
      if (throwing) {
        throw e;
      }
      LOG.warn("{} {}", session.label(), e.getMessage());
    }
  }

  private BarrierBrokenException interrupted() {
    return refused(
        Reason.INTERRUPTED,
        "the thread was interrupted while it waited for the barrier '" + barrier.name() + "'",
        "Whoever interrupted it wanted it to stop; its interrupt flag is set again");
  }

  private BarrierBrokenException refused(Reason reason, String problem, String mend) {
    return new BarrierBrokenException(barrier.name(), reason, problem, mend);
  }

  @Override
  public RuntimeException refusal() {
    String reason = REFUSED.get();
    REFUSED.remove();
    return reason == null || reason.equals(Reason.INTERRUPTED.name())
        ? interrupted()
        : refused(
            Reason.valueOf(reason),
            "the barrier '" + barrier.name() + "' was broken before all were there: " + reason,
            "Let all parties try again, which is the next generation");
  }
}
