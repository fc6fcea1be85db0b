package io.zkwire.runtime.exclusive;

import io.zkwire.FencingToken;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.spi.Passage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One grant of one node: until when it is valid, and how many guarded calls are inside. Asked at
 * every guarded call: one clock, no lock, no allocation. Thread-safe.
 */
public final class Hold implements Passage {

  private static final VarHandle CALLS;

  static {
    try {
      CALLS = MethodHandles.lookup().findVarHandle(Hold.class, "calls", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FencingToken token;
  private final ZkClock clock;
  private final boolean strict;
  private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
  private final Interrupts interrupts = new Interrupts();

  @SuppressWarnings("UnusedVariable") // by CALLS
  private volatile int calls;

  private volatile boolean closed;
  private volatile long validUntil;
  private volatile long stampMillis;
  private volatile long validMillis;

  Hold(FencingToken token, ZkClock clock, boolean strict) {
    this.token = token;
    this.clock = clock;
    this.strict = strict;
    this.validUntil = clock.nanoTime();
  }

  /** The token of the grant. */
  public FencingToken token() {
    return token;
  }

  /** Whether the lease shows that it is held (R5). */
  public boolean valid() {
    return !closed && clock.nanoTime() - validUntil < 0 && (!strict || validByWallClock());
  }

  /** A wall clock that went back says nothing, and is taken for one that went on. */
  private boolean validByWallClock() {
    long elapsed = clock.millis() - stampMillis;
    return elapsed >= 0 && elapsed < validMillis;
  }

  /** For how long it is valid without a renewal. */
  public Duration remaining() {
    long left = validUntil - clock.nanoTime();
    return valid() ? Duration.ofNanos(Math.max(0, left)) : Duration.ZERO;
  }

  /** When its validity ends, as the monotonic clock tells it. */
  public long validUntil() {
    return validUntil;
  }

  /**
   * Lets a guarded call in.
   *
   * @return this, to be left after the call; null if it may not run
   */
  public @Nullable Passage enter() {
    if (!valid()) {
      return null;
    }
    CALLS.getAndAdd(this, 1);
    if (closed) { // between the look and the count: whoever closes waits for the count
      leave();
      return null;
    }
    return this;
  }

  /** As {@link #enter}; the thread is interrupted when the grant lapses or ends. */
  public @Nullable Passage enterInterruptibly() {
    Passage passage = enter();
    if (passage == null) {
      return null;
    }
    Passage inside = interrupts.inside(passage);
    if (!valid()) { // lost before the thread was noted: nobody will interrupt it
      inside.leave();
      return null;
    }
    return inside;
  }

  /**
   * Counts as a call inside, valid or not: the node is not given back before it leaves.
   *
   * @return this, to be left; null if the guard is closed for good
   */
  public @Nullable Passage keep() {
    CALLS.getAndAdd(this, 1);
    if (closed) {
      leave();
      return null;
    }
    return this;
  }

  @Override
  public void leave() {
    CALLS.getAndAdd(this, -1);
    if (closed) {
      completeIfEmpty();
    }
  }

  /**
   * The count is read after the close was seen: a call that is counted later sees the close too,
   * and does not run.
   */
  private void completeIfEmpty() {
    if ((int) CALLS.getVolatile(this) == 0) {
      drained.complete(null);
    }
  }

  /**
   * Renews it: valid for a time after a moment that the clocks told before the request was sent.
   */
  void renew(Stamp stamp, Duration validity) {
    long until = stamp.nanos() + validity.toNanos();
    if (until - validUntil > 0) {
      stampMillis = stamp.millis();
      validMillis = validity.toMillis();
      validUntil = until;
    }
  }

  /** Closes the guard for good: whoever is inside may end, nobody comes in. */
  void close() {
    closed = true;
    completeIfEmpty();
  }

  /** Whether the guard is closed for good. */
  public boolean closed() {
    return closed;
  }

  /** Interrupts the calls inside that asked for it. */
  public void interrupt() {
    interrupts.all();
  }

  /** Completes when the guard is closed and the last call has left. */
  CompletableFuture<@Nullable Void> drained() {
    return drained;
  }
}
