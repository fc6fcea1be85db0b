package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Session;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When delayed items are due, as far as is known. Guarded by the lock of the {@link Taker}. */
final class Dues {

  private static final int MOST = 1_000;

  private final Session session;
  private final Runnable due;
  private final TreeSet<Long> moments = new TreeSet<>();
  private @Nullable ScheduledFuture<?> timer;

  /**
   * None yet.
   *
   * @param due called when an item is due; it calls {@link #passed}
   */
  Dues(Session session, Runnable due) {
    this.session = session;
    this.due = due;
  }

  /** One is due then, in milliseconds since 1970; {@code Long.MAX_VALUE} for none. */
  void add(long moment) {
    if (moment == Long.MAX_VALUE || moments.size() >= MOST || !moments.add(moment)) {
      return; // others that are due are seen by the steward, a little later
    }
    if (moments.first() == moment) {
      setTimer();
    }
  }

  /** Goes on to those that are due later. */
  void passed() {
    moments.headSet(session.options().clock().millis(), true).clear();
    if (!moments.isEmpty()) {
      setTimer();
    }
  }

  private void setTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
    long millis = Math.max(1, moments.first() - session.options().clock().millis());
    timer = session.later(due, millis, TimeUnit.MILLISECONDS);
  }
}
