package io.zkwire.runtime.lock;

import io.zkwire.DistributedLock;
import io.zkwire.ErrorCode;
import io.zkwire.Locks;
import io.zkwire.Registration;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.LockMode;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.LockSpec;
import io.zkwire.runtime.spi.PermitSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Locks and permits. Thread-safe. */
public final class LockFeature implements Feature, Locks, DrainHook {

  private static final int MOST_PERMITS = 10_000;

  private final Session session;
  private final ExclusiveWork work;
  private final Map<String, LockLine> lines = new ConcurrentHashMap<>();
  private final IdleRoots idleRoots;
  private final Set<PermitTake> takes = ConcurrentHashMap.newKeySet();
  private volatile boolean offline;

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param work what it stands on
   */
  public LockFeature(Session session, ExclusiveWork work) {
    this.session = session;
    this.work = work;
    this.idleRoots = new IdleRoots(session, work, lines::containsKey);
  }

  @Override
  public DistributedLock exclusive(String name) {
    return new NamedLock(this, Names.segment("lock", name), false);
  }

  @Override
  public DistributedLock shared(String name) {
    return new NamedLock(this, Names.segment("lock", name), true);
  }

  @Override
  public DistributedLock permits(String name, int permits) {
    Ranges.within("permits", permits, 1, MOST_PERMITS);
    return new NamedPermits(this, Line.permits(Names.segment("permit", name), permits), name);
  }

  @Override
  public @Nullable Guard guard(GuardSpec<?> spec) {
    if (spec instanceof LockSpec<?> lock) {
      boolean shared = lock.mode() == LockMode.SHARED;
      return new LockGuard(
          template(lock.name()),
          name -> shared ? shared(name) : exclusive(name),
          lock.waitFor(),
          lock,
          () -> offline);
    }
    if (spec instanceof PermitSpec<?> permit) {
      return new LockGuard(
          template(permit.name()),
          name -> permits(name, permit.permits()),
          permit.waitFor(),
          permit,
          () -> offline);
    }
    return null;
  }

  @Override
  public String drains() {
    return "guarded calls with locks and permits";
  }

  /** Calls that have begun go on; what they hold they give back themselves. */
  @Override
  public CompletableFuture<@Nullable Void> offline() {
    offline = true;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void online() {
    offline = false;
  }

  private NameTemplate template(String written) {
    return NameTemplate.of(Names.resolve(written, session.options().properties()));
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    return null; // only guards, which ask at each call
  }

  /** Takes a lock; null if it was not got in time. */
  @Nullable Held take(String name, boolean shared, @Nullable Long nanos)
      throws InterruptedException {
    session.requireOpen();
    LockLine line = lines.compute(name, (n, present) -> use(n, present));
    Held held = null;
    long began = System.nanoTime();
    try {
      held = line.take(shared, nanos, connectNanos());
      session.metrics().count(held == null ? "zkwire.lock.missed" : "zkwire.lock.taken", 1);
      session.metrics().time("zkwire.lock.wait", System.nanoTime() - began);
      return held;
    } finally {
      line.used();
      if (held == null) {
        tidy(name);
      }
    }
  }

  /** How long one that only tries waits for ZooKeeper's answer. */
  private long connectNanos() {
    return session.options().connectTimeout().toNanos();
  }

  private LockLine use(String name, @Nullable LockLine present) {
    LockLine line = present != null ? present : new LockLine(session, work, name, this::tidy);
    line.use();
    return line;
  }

  /** Forgets a lock that nobody here uses: names may come from parameters, without end. */
  private void tidy(String name) {
    boolean[] idle = {false};
    lines.computeIfPresent(
        name,
        (n, line) -> {
          idle[0] = line.idle();
          return idle[0] ? null : line;
        });
    if (idle[0]) {
      idleRoots.idle(name);
    }
  }

  boolean isHeld(String name, boolean shared) {
    LockLine line = lines.get(name);
    return line != null && line.isHeld(shared);
  }

  /** Takes a permit; null if none was got in time. */
  @Nullable Held take(Line line, String name, @Nullable Long nanos) throws InterruptedException {
    session.requireOpen();
    PermitTake take = new PermitTake(session, work, line, name, nanos != null && nanos <= 0);
    takes.add(take);
    long began = System.nanoTime();
    try {
      Held held = take.take(nanos, connectNanos());
      session.metrics().count(held == null ? "zkwire.permit.missed" : "zkwire.permit.taken", 1);
      session.metrics().time("zkwire.permit.wait", System.nanoTime() - began);
      return held;
    } finally {
      takes.remove(take);
    }
  }

  /** Whoever still waits gets nothing any more. */
  @Override
  public void closing() {
    ZkWireException closed =
        new ZkWireException(
            ErrorCode.SESSION_CLOSED,
            "this ZkWire was closed while a lock was waited for",
            "Use it before close()",
            null);
    lines.values().forEach(line -> line.fail(closed));
    takes.forEach(take -> take.fail(closed));
  }
}
