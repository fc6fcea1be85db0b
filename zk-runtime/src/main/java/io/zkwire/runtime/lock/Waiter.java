package io.zkwire.runtime.lock;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call that waits for a lock or a permit. Thread-safe. */
final class Waiter {

  private final boolean shared;
  private final boolean once;
  private final Thread thread = Thread.currentThread();
  private final CompletableFuture<Held> answer = new CompletableFuture<>();

  /**
   * One that waits.
   *
   * @param shared on which side of a lock
   * @param once whether it only tries, and goes as soon as it would have to wait
   */
  Waiter(boolean shared, boolean once) {
    this.shared = shared;
    this.once = once;
  }

  /** It would have to wait for others: one that only tries goes. */
  void mustWait() {
    if (once) {
      answer.completeExceptionally(new NotAtOnce());
    }
  }

  /** Whether it only tries. */
  boolean once() {
    return once;
  }

  boolean shared() {
    return shared;
  }

  /** Who waits, and will be the owner. */
  Thread thread() {
    return thread;
  }

  /** Gives it what it waits for; false if it waits no longer. */
  boolean give(Held held) {
    return answer.complete(held);
  }

  void fail(ZkWireException failure) {
    answer.completeExceptionally(failure);
  }

  /** Waits no longer; false if it was given something in between. */
  boolean giveUp() {
    return answer.cancel(false);
  }

  boolean failed() {
    return answer.isCompletedExceptionally();
  }

  boolean done() {
    return answer.isDone();
  }

  /** What it was given after {@link #giveUp} came too late. */
  Held given() {
    return answer.join();
  }

  /**
   * Waits.
   *
   * @param nanos how long at most, or null for as long as it takes
   * @return what was given, or null if it was nothing in time
   */
  @Nullable Held await(@Nullable Long nanos) throws InterruptedException {
    try {
      return nanos == null ? answer.get() : answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotAtOnce) {
        return null;
      }
      if (e.getCause() instanceof ZkWireException failure) {
        throw failure;
      }
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST, "waiting failed: " + e.getCause(), "Try again", e.getCause());
    }
  }

  /** It was not to be had at once. */
  private static final class NotAtOnce extends Exception {
    private static final long serialVersionUID = 1L;

    NotAtOnce() {
      super("not at once", null, false, false);
    }
  }
}
