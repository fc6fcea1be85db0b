package io.zkwire.runtime.lock;

import io.zkwire.CurrentToken;
import io.zkwire.DistributedLock;
import io.zkwire.FencingToken;
import io.zkwire.LockTimeoutException;
import io.zkwire.OfflineException;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a lock or a permit around a call. Thread-safe. */
final class LockGuard implements Guard {

  private static final Object[] NO_ARGUMENTS = {};

  private final NameTemplate name;
  private final @Nullable DistributedLock constant;
  private final Function<String, DistributedLock> locks;
  private final @Nullable Duration wait;
  private final boolean throwing;
  private final boolean interrupting;
  private final BooleanSupplier offline;

  LockGuard(
      NameTemplate name,
      Function<String, DistributedLock> locks,
      @Nullable Duration wait,
      GuardSpec<?> spec,
      BooleanSupplier offline) {
    this.offline = offline;
    this.name = name;
    this.locks = locks;
    this.wait = wait;
    this.throwing = spec.otherwise() == Otherwise.THROW;
    this.interrupting = spec.onLoss() == OnLoss.INTERRUPT;
    // A bad name without arguments is told when the object is bound.
    this.constant = name.places() == 0 ? locks.apply(name.fill(NO_ARGUMENTS)) : null;
  }

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    if (offline.getAsBoolean() && CurrentToken.get() == null) { // what has begun may go on
      if (throwing) {
        throw refusedOffline();
      }
      return null;
    }
    Taking lock = (Taking) (constant != null ? constant : locks.apply(name.fill(arguments)));
    Held held = take(lock);
    if (held == null && throwing) {
      throw refusal(lock.name());
    }
    return held == null ? null : pass(held);
  }

  private @Nullable Held take(Taking lock) {
    try {
      return lock.take(wait == null ? null : Taking.nanos(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // not got, and whoever asked the thread to stop is heard
      return null;
    }
  }

  private @Nullable Passage pass(Held held) {
    Passage inside = held.hold().enter();
    if (interrupting && inside != null) {
      inside.leave();
      held.candidacy().tellLapses();
      inside = held.hold().enterInterruptibly();
    }
    if (inside == null) {
      held.close(); // lost before the call began
      if (throwing) {
        throw held.lost();
      }
      return null;
    }
    FencingToken before = CurrentToken.set(held.token());
    Passage entered = inside;
    return () -> {
      CurrentToken.set(before);
      entered.leave();
      held.close();
    };
  }

  private RuntimeException refusedOffline() {
    return new OfflineException(
        "'" + String.join("{}", name.texts()) + "' is not taken: an operator wants this off line",
        "Call it in a process that is on line, or bring this one on line again");
  }

  @Override
  public RuntimeException refusal() {
    if (offline.getAsBoolean()) {
      return refusedOffline();
    }
    return refusal(String.join("{}", name.texts()));
  }

  private RuntimeException refusal(String lock) {
    Duration waited = wait == null ? Duration.ZERO : wait;
    boolean stopped = Thread.currentThread().isInterrupted();
    return new LockTimeoutException(
        lock,
        waited,
        "'"
            + lock
            + "' was not got "
            + (stopped
                ? "before the thread was interrupted"
                : "within " + waited.toMillis() + " ms"),
        stopped
            ? "Whoever interrupted the thread wanted it to stop; its interrupt flag is set again"
            : "Raise waitFor, or find out who holds it for so long");
  }
}
