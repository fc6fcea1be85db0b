package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Mailbox.Running;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports callbacks that do not return. One look at all of them now and then, while there is any,
 * so that a callback that does return costs next to nothing. Thread-safe.
 */
final class StuckCallbacks {

  private final Session session;
  private final Map<Running, Long> running = new ConcurrentHashMap<>();
  private final Set<Running> reported = new HashSet<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  StuckCallbacks(Session session) {
    this.session = session;
  }

  void started(Running callback) {
    running.put(callback, session.options().clock().nanoTime());
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  void finished(Running callback) {
    running.remove(callback);
    synchronized (reported) {
      if (reported.remove(callback)) {
        session.problems().clear(callback.subject());
      }
    }
  }

  private void lookLater() {
    long millis = Math.max(10, session.options().callbackWarning().toMillis() / 2);
    session.later(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = session.options().clock().nanoTime();
    long patience = session.options().callbackWarning().toNanos();
    running.forEach(
        (callback, since) -> {
          if (now - since >= patience) {
            report(callback);
          }
        });
    if (!running.isEmpty()) {
      lookLater();
      return;
    }
    looking.set(false);
    if (!running.isEmpty() && looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void report(Running callback) {
    synchronized (reported) {
      if (!running.containsKey(callback) || !reported.add(callback)) {
        return;
      }
      session.metrics().count("zkwire.callbacks.stuck", 1);
      StackTraceElement[] stack = callback.thread().getStackTrace();
      String message =
          ErrorCode.CALLBACK_STUCK.message(
              callback.callback()
                  + " has been running for more than "
                  + session.options().callbackWarning().toMillis()
                  + " ms"
                  + (stack.length == 0 ? "" : ", now at " + stack[0]),
              "Let it return soon, and do long work on a thread of the application");
      session
          .problems()
          .report(new Problem(ErrorCode.CALLBACK_STUCK, callback.subject(), message), null);
    }
  }
}
