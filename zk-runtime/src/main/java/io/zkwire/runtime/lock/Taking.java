package io.zkwire.runtime.lock;

import io.zkwire.DistributedLock;
import io.zkwire.ErrorCode;
import io.zkwire.HeldLock;
import io.zkwire.ZkWireException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What locks and permits share: how they are waited for. */
abstract class Taking implements DistributedLock {

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Takes it; null if it was not got in time. */
  abstract @Nullable Held take(@Nullable Long nanos) throws InterruptedException;

  @Override
  public HeldLock acquire() throws InterruptedException {
    Held held = take(null);
    if (held == null) {
      throw new ZkWireException(
          ErrorCode.LOCK_TIMEOUT, "'" + name() + "' was not got", "Try again", null);
    }
    return held;
  }

  @Override
  public Optional<HeldLock> tryAcquire(Duration wait) throws InterruptedException {
    return Optional.ofNullable(take(nanos(wait)));
  }

  static long nanos(Duration wait) {
    if (wait.isNegative()) {
      return 0;
    }
    return (wait.compareTo(LONGEST) < 0 ? wait : LONGEST).toNanos();
  }
}
