package io.zkwire.runtime.session;

import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.HealthCheckSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The health checks of the objects that are bound. Each is asked by itself, however many features
 * want to know. Thread-safe.
 */
public final class HealthChecks {

  private final Session session;
  private final Pausable leaderships;
  private final IdentityHashMap<Object, Shared> byObject = new IdentityHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** The checks of one object, and who wants to know. */
  private record Shared(List<Check> checks, List<ObjectHealth> users) {}

  /**
   * Without any check.
   *
   * @param session the session
   * @param leaderships what checks can pause
   */
  public HealthChecks(Session session, Pausable leaderships) {
    this.session = session;
    this.leaderships = leaderships;
  }

  /**
   * The health of an object, asked from now on until everybody who wanted to know has closed it.
   *
   * @param target the object
   * @param specs its specs; those that are no check are passed over
   * @return its health
   */
  public ObjectHealth of(Object target, List<Spec<?>> specs) {
    List<Check> begun = List.of();
    ObjectHealth health;
    synchronized (byObject) {
      Shared shared = byObject.get(target);
      if (shared == null) {
        begun = checks(target, specs);
        shared = new Shared(begun, new CopyOnWriteArrayList<>());
        byObject.put(target, shared);
      }
      Shared of = shared;
      health = new ObjectHealth(of.checks(), user -> release(target, of, user));
      of.users().add(health);
    }
    begun.forEach(check -> check.begin(() -> changed(target)));
    return health;
  }

  private List<Check> checks(Object target, List<Spec<?>> specs) {
    List<Check> checks = new ArrayList<>();
    for (Spec<?> spec : specs) {
      if (spec instanceof HealthCheckSpec<?> check) {
        checks.add(check(check, target));
      }
    }
    return List.copyOf(checks);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private <B> Check check(HealthCheckSpec<B> spec, Object target) {
    return new Check(
        session,
        Bindings.name(target) + "." + spec.member(),
        spec.timeout(),
        spec.every(),
        spec.resign() ? leaderships : null,
        () -> spec.check().check((B) target));
  }

  private void release(Object target, Shared shared, ObjectHealth user) {
    synchronized (byObject) {
      shared.users().remove(user);
      if (!shared.users().isEmpty()) {
        return;
      }
      byObject.remove(target, shared);
    }
    shared.checks().forEach(Check::close);
    if (!shared.checks().isEmpty()) {
      listeners.forEach(Runnable::run);
    }
  }

  private void changed(Object target) {
    List<ObjectHealth> users;
    synchronized (byObject) {
      Shared shared = byObject.get(target);
      users = shared == null ? List.of() : shared.users();
    }
    users.forEach(ObjectHealth::tell);
    listeners.forEach(Runnable::run);
  }

  /** Whether each check of each object has answered, and passes. */
  public boolean pass() {
    List<Shared> all;
    synchronized (byObject) {
      all = List.copyOf(byObject.values());
    }
    return all.stream().flatMap(shared -> shared.checks().stream()).allMatch(Check::shown);
  }

  /**
   * Adds a listener for good.
   *
   * @param listener told after a check has answered for the first time or otherwise than before; it
   *     must not block
   */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }
}
