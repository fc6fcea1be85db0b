package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import java.lang.StackWalker.Option;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what is being given back, for a bounded time; it goes on in the background. */
public final class Releases {

  private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private Releases() {}

  /**
   * As {@link #await}; does not wait inside a guarded method, whose own call may be what has to end
   * first.
   *
   * @param session the session
   * @param release what is waited for
   * @param name of what, for the log
   */
  public static void awaitOutside(
      Session session, CompletableFuture<@Nullable Void> release, String name) {
    if (!insideGuarded()) {
      await(session, release, name);
    }
  }

  /** Read from the stack: that a call notes its thread would cost each guarded call. */
  private static boolean insideGuarded() {
    return STACK.walk(
        frames -> frames.anyMatch(frame -> Bindings.asking(frame.getDeclaringClass())));
  }

  /**
   * Waits at most {@link ExclusiveWork#DRAIN}. Does not wait when everything is being closed, which
   * waits for all at once.
   *
   * @param session the session
   * @param release what is waited for
   * @param name of what, for the log
   */
  public static void await(
      Session session, CompletableFuture<@Nullable Void> release, String name) {
    if (session.ending()) {
      return;
    }
    try {
      release.get(ExclusiveWork.DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} goes on to give '{}' back", session.label(), name, e);
    }
  }
}
