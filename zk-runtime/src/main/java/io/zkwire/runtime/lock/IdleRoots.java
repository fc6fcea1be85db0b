package io.zkwire.runtime.lock;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.session.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removes the roots of locks that this process has not used for a while: names may come from
 * parameters, without end. Whoever removes one holds the lock at that moment. Thread-safe.
 */
final class IdleRoots {

  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SWEEP_SECONDS = 5;
  private static final int MOST_AT_ONCE = 100;

  private final Session session;
  private final ExclusiveWork work;
  private final Predicate<String> used;
  private final Map<String, Long> idleSince = new ConcurrentHashMap<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  /**
   * Knows of none yet.
   *
   * @param session the session
   * @param work what locks stand on
   * @param used whether a lock is used here now
   */
  IdleRoots(Session session, ExclusiveWork work, Predicate<String> used) {
    this.session = session;
    this.work = work;
    this.used = used;
  }

  /** From now on nobody here uses a lock. */
  void idle(String name) {
    idleSince.put(name, session.options().clock().nanoTime());
    if (sweeping.compareAndSet(false, true)) {
      later();
    }
  }

  private void later() {
    session.later(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    long now = session.options().clock().nanoTime();
    idleSince.entrySet().stream()
        .filter(idle -> now - idle.getValue() >= IDLE_NANOS)
        .limit(MOST_AT_ONCE)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::remove);
    sweeping.set(!idleSince.isEmpty());
    if (sweeping.get()) {
      later();
    }
  }

  private void remove(String name) {
    idleSince.remove(name);
    if (!used.test(name)) {
      Line line = Line.exclusive(name);
      session
          .requests()
          .stat(line.root(), null)
          .thenAccept(
              stat -> {
                if (stat != null && stat.getNumChildren() == 0) {
                  work.candidacy(line, new Removal()).begin();
                }
              });
    }
  }

  /** Takes the lock only if it is free, and gives it back with its root. */
  private static final class Removal implements Candidacy.Listener {

    @Override
    public void waits(Candidacy candidacy) {
      candidacy.release();
    }

    @Override
    public void granted(Candidacy candidacy, Hold hold) {
      candidacy.releaseWithRoot();
    }

    @Override
    public void ended(Candidacy candidacy, @Nullable ZkWireException failure) {}
  }
}
