package io.zkwire.runtime.leader;

import io.zkwire.Candidate;
import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.Registration;
import io.zkwire.ZkOp;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.Fenced;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One handle of a role. Thread-safe. */
final class RoleHandle implements Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(RoleHandle.class);

  private final Session session;
  private final Role role;
  private final Set<RoleListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A handle that wants its role from now on. */
  RoleHandle(Session session, Role role) {
    this.session = session;
    this.role = role;
    try {
      arrive(role.want());
    } catch (RuntimeException e) {
      role.unwant();
      throw e;
    }
  }

  /** Waits until it is known whether this process can stand, where that can be known now. */
  private void arrive(CompletableFuture<@Nullable Void> standing) {
    if (session.state() == SessionState.CONNECTED && !session.bootstrap().generationChanged()) {
      try {
        standing.get(session.options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw Failures.translate(e, "create", "/leaders/" + role.name());
      } catch (TimeoutException e) {
        LOG.debug("{} does not stand for '{}' yet", session.label(), role.name(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String role() {
    return role.name();
  }

  @Override
  public boolean held() {
    Hold hold = role.hold();
    return hold != null && hold.valid() && !closed.get();
  }

  @Override
  public void checkHeld() {
    if (!held()) {
      throw role.refusal();
    }
  }

  @Override
  public FencingToken token() {
    Hold hold = role.hold();
    if (hold == null || !hold.valid() || closed.get()) {
      throw role.refusal();
    }
    return hold.token();
  }

  @Override
  public Duration remaining() {
    Hold hold = role.hold();
    return hold == null || closed.get() ? Duration.ZERO : hold.remaining();
  }

  @Override
  public void fenced(ZkOp... operations) {
    checkHeld();
    Candidacy candidacy = role.candidacy();
    if (candidacy == null) {
      throw role.refusal();
    }
    Fenced.write(session, candidacy, operations, role::refusal);
  }

  @Override
  public List<Candidate> candidates() {
    return Candidates.read(session, role.name());
  }

  @Override
  public void resign() {
    Releases.awaitOutside(session, role.resign(), role.name());
  }

  @Override
  public Registration onChange(Consumer<Boolean> listener) {
    RoleListener told =
        new RoleListener(
            session.mailbox("leadership " + role.name()),
            "onChange",
            (leads, token) -> listener.accept(leads));
    listeners.add(told);
    role.listen(told);
    return () -> {
      listeners.remove(told);
      role.forget(told);
    };
  }

  /** Gives the role up, for the first call; null for any other. */
  @Nullable CompletableFuture<@Nullable Void> closeOnce() {
    if (!closed.compareAndSet(false, true)) {
      return null;
    }
    listeners.forEach(role::forget);
    return role.unwant();
  }

  @Override
  public void close() {
    var done = closeOnce();
    if (done != null) {
      Releases.awaitOutside(session, done, role.name());
    }
  }
}
