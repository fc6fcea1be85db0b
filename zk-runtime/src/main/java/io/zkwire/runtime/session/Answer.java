package io.zkwire.runtime.session;

import io.zkwire.runtime.session.Bootstrap.Seen;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request, and what was known of the ensemble before it was sent. It is among the
 * unanswered ones of its client until it is complete.
 *
 * @param <T> what it gives
 */
final class Answer<T extends @Nullable Object> extends CompletableFuture<T> {

  private final Bootstrap bootstrap;
  private final Seen before;
  private final Set<Answer<?>> unanswered;

  /** That of a request which is sent afterwards. */
  Answer(Bootstrap bootstrap, Set<Answer<?>> unanswered) {
    this.bootstrap = bootstrap;
    this.before = bootstrap.seen();
    this.unanswered = unanswered;
    unanswered.add(this);
  }

  /** It shows a transaction that was made by anybody; 0 for none. */
  void saw(long zxid) {
    bootstrap.saw(before, zxid);
  }

  /** It shows the transaction that the request has made; 0 where it does not tell. */
  void made(long zxid) {
    bootstrap.made(before, zxid);
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
