package io.zkwire.runtime.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How one object is, as one of those sees it who want to know. Thread-safe. */
public final class ObjectHealth {

  private final List<Check> checks;
  private final Consumer<ObjectHealth> release;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Runnable listener = () -> {};

  ObjectHealth(List<Check> checks, Consumer<ObjectHealth> release) {
    this.checks = checks;
    this.release = release;
  }

  /** Of what has no checks. */
  public static ObjectHealth none() {
    return new ObjectHealth(List.of(), user -> {});
  }

  /** Whether no check has failed; a check that has not answered yet has not. */
  public boolean passes() {
    return checks.stream().allMatch(Check::passes);
  }

  /** Whether each check has answered, and passes. */
  public boolean shown() {
    return checks.stream().allMatch(Check::shown);
  }

  /** Completes when each check has answered, or has not in time, once. */
  public CompletableFuture<@Nullable Void> first() {
    return CompletableFuture.allOf(
        checks.stream().map(Check::first).toArray(CompletableFuture<?>[]::new));
  }

  /** How long {@link #first} may take. */
  public Duration longest() {
    return checks.stream().map(Check::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Asks now, too. */
  public void ask() {
    checks.forEach(Check::ask);
  }

  /**
   * Sets who is told.
   *
   * @param told called after a check has answered for the first time or otherwise than before; it
   *     must not block
   */
  public void listen(Runnable told) {
    listener = told;
  }

  void tell() {
    if (!closed.get()) {
      listener.run();
    }
  }

  /** This one does not want to know any more. Closing twice does nothing. */
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.accept(this);
    }
  }
}
