package io.zkwire.runtime.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that can be stopped for a while, for several reasons at a time. Thread-safe. */
public interface Pausable {

  /**
   * Stops it.
   *
   * @param why for what; compared by {@code equals}
   * @return completes when nothing of it goes on
   */
  CompletableFuture<@Nullable Void> pause(Object why);

  /**
   * Starts it again, where it is stopped for nothing else.
   *
   * @param why for what it was stopped
   */
  void resume(Object why);
}
