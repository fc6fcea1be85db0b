package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for requests, for a bounded time. Thread-safe. */
public final class Blocking {

  private final Session session;

  Blocking(Session session) {
    this.session = session;
  }

  /**
   * Makes a request that may be repeated, and waits for it; after a lost connection it is made
   * again. Altogether at most the connect timeout. Never call it on an event thread.
   *
   * @param request makes the request
   * @param what what is tried, for messages
   * @param path the path, for messages
   * @param <T> what it gives
   * @return what it gives
   */
  public <T extends @Nullable Object> T call(
      Supplier<CompletableFuture<T>> request, String what, String path) {
    ZkClock clock = session.options().clock();
    long deadline = clock.nanoTime() + session.options().connectTimeout().toNanos();
    while (true) {
      try {
        return await(request.get(), what, path);
      } catch (ZkWireException e) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - clock.nanoTime());
        Throwable cause = e.getCause();
        if (cause == null || !Failures.connectionLost(cause) || !session.awaitConnected(left)) {
          throw e;
        }
      }
    }
  }

  /**
   * Waits for a request, at most the connect timeout. Never call it on an event thread.
   *
   * @param future the request
   * @param what what is tried, for messages
   * @param path the path, for messages
   * @param <T> what it gives
   * @return what it gives
   */
  @SuppressWarnings("NullAway") // a future of a nullable type gives null where its type says so
  public <T extends @Nullable Object> T await(
      CompletableFuture<T> future, String what, String path) {
    long millis = session.options().connectTimeout().toMillis();
    try {
      return future.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.translate(
          e, what, path.startsWith("/") ? session.requests().real(path) : path);
    } catch (TimeoutException e) {
      throw new ZkConnectException(
          ErrorCode.SESSION_CONNECT,
          session.options().servers(),
          "cannot " + what + " " + path + ": no answer within " + millis + " ms",
          "Look at the ensemble and the network, or raise connectTimeout",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST,
          "interrupted while waiting to " + what + " " + path,
          "Nothing is known of the outcome",
          e);
    }
  }
}
