package io.zkwire.runtime.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A feature that stops taking new work while its process is off line, and takes it again
 * afterwards. The hooks stand in one list in {@code Features}; when an operator wants a process off
 * line they are told one after the other, in that order, each when the one before it has completed;
 * then the application's {@code @OnOffline} methods run, and the member reports {@code DRAINED}.
 */
public interface DrainHook {

  /** What is drained, for messages: {@code leaderships}. */
  String drains();

  /**
   * Refuses new work from now on and gives back what can be given back. Must not block; called on a
   * thread of the runtime, never twice without {@link #online} in between.
   *
   * @return completes when nothing is left that this process would do; waited for a bounded time
   */
  CompletableFuture<@Nullable Void> offline();

  /** Takes work again. Must not block. */
  void online();
}
