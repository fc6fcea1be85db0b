package io.zkwire.runtime.queue;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many items stand in a queue, for whoever measures. Who asks does not wait: what was seen last
 * is told, and asking sends one request at most each few seconds. Nobody who asks costs nothing.
 * Thread-safe.
 */
final class Depth implements LongSupplier {

  private static final long UNKNOWN = -1;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Session session;
  private final Layout layout;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long items = UNKNOWN;
  private volatile long seenAt;

  Depth(Session session, String name) {
    this.session = session;
    this.layout = Layout.of(name);
  }

  /** As of the last few seconds before the last question; -1 while that is not known. */
  @Override
  public long getAsLong() {
    if (session.state() != SessionState.CONNECTED) {
      items = UNKNOWN;
    } else if (old() && asking.compareAndSet(false, true)) {
      Counted.at(session, layout).whenComplete(this::seen);
    }
    return items;
  }

  private boolean old() {
    return items == UNKNOWN || session.options().clock().nanoTime() - seenAt > FRESH_NANOS;
  }

  private void seen(@Nullable Counted counted, @Nullable Throwable e) {
    seenAt = session.options().clock().nanoTime();
    items = counted == null || e != null ? UNKNOWN : counted.state().items();
    asking.set(false);
  }
}
