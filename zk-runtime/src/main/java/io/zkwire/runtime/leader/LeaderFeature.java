package io.zkwire.runtime.leader;

import io.zkwire.Leadership;
import io.zkwire.Registration;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Pausable;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.LeaderListenerSpec;
import io.zkwire.runtime.spi.LeaderOnlySpec;
import io.zkwire.runtime.spi.LeaderSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Leader election. Thread-safe. */
public final class LeaderFeature implements Feature, DrainHook, Pausable {

  private final Session session;
  private final ExclusiveWork work;
  private final Map<String, Role> roles = new HashMap<>();
  private final Set<Object> pausedFor = new HashSet<>();

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param work what it stands on
   */
  public LeaderFeature(Session session, ExclusiveWork work) {
    this.session = session;
    this.work = work;
    session.metrics().gauge("zkwire.leader.leading", this::leading);
  }

  private long leading() {
    synchronized (roles) {
      return roles.values().stream().map(Role::hold).filter(h -> h != null && h.valid()).count();
    }
  }

  /**
   * Stands for a role.
   *
   * @param role its name, placeholders included
   * @return the handle
   */
  public Leadership leadership(String role) {
    return handle(role);
  }

  /**
   * Whether this process leads a role, as a guard would find. It does not stand for the role.
   *
   * @param role its name
   */
  public boolean leads(String role) {
    Role known;
    synchronized (roles) {
      known = roles.get(role);
    }
    Hold hold = known == null ? null : known.hold();
    return hold != null && hold.valid();
  }

  private RoleHandle handle(String written) {
    return new RoleHandle(session, role(written));
  }

  private Role role(String written) {
    String name = Names.segment("role", Names.resolve(written, session.options().properties()));
    synchronized (roles) {
      return roles.computeIfAbsent(name, this::newRole);
    }
  }

  private Role newRole(String name) {
    Role role = new Role(session, work, name);
    if (!pausedFor.isEmpty()) {
      role.pause();
    }
    return role;
  }

  @Override
  public String drains() {
    return "leaderships";
  }

  @Override
  public CompletableFuture<@Nullable Void> offline() {
    return pause(this);
  }

  @Override
  public void online() {
    resume(this);
  }

  @Override
  public CompletableFuture<@Nullable Void> pause(Object why) {
    synchronized (roles) {
      pausedFor.add(why);
      return CompletableFuture.allOf(
          roles.values().stream().map(Role::pause).toArray(CompletableFuture[]::new));
    }
  }

  @Override
  public void resume(Object why) {
    synchronized (roles) {
      if (pausedFor.remove(why) && pausedFor.isEmpty()) {
        roles.values().forEach(Role::resume);
      }
    }
  }

  @Override
  public @Nullable Guard guard(GuardSpec<?> spec) {
    return spec instanceof LeaderOnlySpec<?> only
        ? new LeaderGuard(role(only.role()), only.otherwise(), only.onLoss())
        : null;
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, RoleHandle> handles = new LinkedHashMap<>();
    List<Registration> parts = new ArrayList<>();
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof LeaderSpec<?> field) {
          Fields.set(field, target, handles.computeIfAbsent(field.role(), this::handle));
        } else if (spec instanceof LeaderListenerSpec<?> listener) {
          handles.computeIfAbsent(listener.role(), this::handle);
          parts.add(listen(listener, target, mailbox));
        } else if (spec instanceof LeaderOnlySpec<?> only) {
          handles.computeIfAbsent(only.role(), this::handle);
        }
      }
    } catch (RuntimeException | Error e) {
      end(handles, parts);
      throw e;
    }
    return handles.isEmpty() ? null : () -> end(handles, parts);
  }

  private void end(Map<String, RoleHandle> handles, List<Registration> parts) {
    Map<String, CompletableFuture<@Nullable Void>> releases = new LinkedHashMap<>();
    handles.forEach(
        (role, handle) -> {
          CompletableFuture<@Nullable Void> done = handle.closeOnce();
          if (done != null) {
            releases.put(role, done);
          }
        });
    releases.forEach((role, done) -> Releases.awaitOutside(session, done, role));
    parts.forEach(Registration::close);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private <B> Registration listen(LeaderListenerSpec<B> spec, Object target, Mailbox mailbox) {
    Role role = role(spec.role());
    RoleListener listener =
        new RoleListener(
            mailbox,
            spec.member(),
            (leads, token) -> {
              if (leads == spec.leads()) {
                spec.call().call((B) target, token);
              }
            });
    role.listen(listener);
    return () -> role.forget(listener);
  }

  @Override
  public void connected(boolean newSession) {
    List<Role> all;
    synchronized (roles) {
      all = List.copyOf(roles.values());
    }
    all.forEach(Role::connected);
  }
}
