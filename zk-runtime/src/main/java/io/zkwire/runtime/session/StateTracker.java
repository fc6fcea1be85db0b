package io.zkwire.runtime.session;

import io.zkwire.Registration;
import io.zkwire.runtime.SessionState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the connection and who is told of it. That a session must be taken for lost is timed
 * here, by the monotonic clock: Curator times it by the wall clock. Thread-safe.
 */
final class StateTracker {

  private static final Logger LOG = LoggerFactory.getLogger(StateTracker.class);

  private final Session session;
  private final Map<Consumer<SessionState>, Mailbox> listeners = new ConcurrentHashMap<>();
  private volatile SessionState state = SessionState.SUSPENDED;
  private volatile long since;
  private @Nullable ScheduledFuture<?> lostTimer;

  StateTracker(Session session) {
    this.session = session;
    this.since = session.options().clock().nanoTime();
  }

  SessionState get() {
    return state;
  }

  Duration age() {
    return Duration.ofNanos(session.options().clock().nanoTime() - since);
  }

  Registration listen(Consumer<SessionState> listener) {
    Consumer<SessionState> own = now -> listener.accept(now); // may be added twice
    listeners.put(own, session.mailbox("state"));
    return () -> listeners.remove(own);
  }

  /** The connection is gone: if it stays away for the session timeout, so is the session. */
  synchronized void suspended() {
    become(SessionState.SUSPENDED);
    cancelLost();
    long millis = session.negotiatedTimeout().toMillis();
    lostTimer = session.later(this::timedOut, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void timedOut() {
    if (state == SessionState.SUSPENDED) {
      become(SessionState.LOST);
    }
  }

  private synchronized void cancelLost() {
    if (lostTimer != null) {
      lostTimer.cancel(false);
      lostTimer = null;
    }
  }

  synchronized void become(SessionState now) {
    if (state == now || state == SessionState.CLOSED) {
      return;
    }
    if (now != SessionState.SUSPENDED) {
      cancelLost();
    }
    LOG.info("{} {} -> {}", session.label(), state, now);
    state = now;
    since = session.options().clock().nanoTime();
    session.metrics().count("zkwire.session." + now.name().toLowerCase(Locale.ROOT), 1);
    listeners.forEach((listener, mailbox) -> mailbox.post("onState", () -> listener.accept(now)));
  }
}
