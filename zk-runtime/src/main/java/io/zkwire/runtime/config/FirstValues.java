package io.zkwire.runtime.config;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Blocking;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Waits until some slots have their first value. Thread-safe. */
final class FirstValues {

  private final AtomicInteger missing = new AtomicInteger(1);
  private final CompletableFuture<@Nullable Void> all = new CompletableFuture<>();

  /** One more slot to wait for. To be called before {@link #await}. */
  void expect() {
    missing.incrementAndGet();
  }

  void arrived() {
    if (missing.decrementAndGet() == 0) {
      all.complete(null);
    }
  }

  void failed(ZkWireException e) {
    all.completeExceptionally(e);
  }

  void await(Blocking blocking, String what) {
    arrived();
    blocking.await(all, "read", what);
  }
}
