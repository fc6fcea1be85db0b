package io.zkwire.runtime.session;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request. It is among the unanswered ones of its client until it is complete.
 *
 * @param <T> what it gives
 */
final class Answer<T extends @Nullable Object> extends CompletableFuture<T> {

  private final Set<Answer<?>> unanswered;

  Answer(Set<Answer<?>> unanswered) {
    this.unanswered = unanswered;
    unanswered.add(this);
  }

  @Override
  public boolean complete(T value) {
    unanswered.remove(this);
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable e) {
    unanswered.remove(this);
    return super.completeExceptionally(e);
  }
}
