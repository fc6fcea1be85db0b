package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a session as it comes and goes: with each new session of ZooKeeper it looks at
 * the ensemble, then tells the participants. Thread-safe.
 *
 * <p>Curator tells when the connection comes and goes; what has to be done then is decided by the
 * identity of the session, not by the event, since Curator may drop events: {@link Lookout} finds
 * what it did not tell. LOST is timed here, by the monotonic clock.
 */
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long BREATH_MILLIS = 200;
  private static final long REFUSED_MILLIS = 5_000;

  private final Session session;
  private final CuratorFramework client;
  private final StateTracker states;
  private final ConnectionStateListener listener = (c, s) -> changed(s);
  private final List<Participant> participants = new CopyOnWriteArrayList<>();
  private final CompletableFuture<@Nullable Void> firstBootstrap = new CompletableFuture<>();

  private volatile long epoch;
  private volatile long sessionId;
  private volatile boolean underway; // the ensemble is looked at, or will be
  private @Nullable ScheduledFuture<?> retry;

  Connection(Session session, StateTracker states) {
    this.session = session;
    this.client = session.client();
    this.states = states;
  }

  void join(Participant participant) {
    participants.add(participant);
  }

  /** A number that rises with each new session. */
  long epoch() {
    return epoch;
  }

  /** Connects. */
  void open() {
    new Lookout(session, this).begin();
    client.getConnectionStateListenable().addListener(listener);
    if (session.owned()) {
      client.start();
    } else if (client.getZookeeperClient().isConnected()) {
      changed(ConnectionState.CONNECTED);
    }
  }

  /**
   * Waits until the ensemble has been looked at.
   *
   * @param mayStartAlone whether it is no error when it cannot be reached in time
   */
  void await(boolean mayStartAlone) throws InterruptedException {
    try {
      firstBootstrap.get(session.options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (!mayStartAlone) {
        throw unreachable(e);
      }
      LOG.warn("{} {}", session.label(), unreachable(e).getMessage());
      firstBootstrap.complete(null); // from now on a failure is reported and tried again
      if (firstBootstrap.isCompletedExceptionally()) {
        throw Failures.translate(
            firstBootstrap.handle((done, why) -> why).join(), "use", "/zkwire");
      }
    } catch (ExecutionException e) {
      throw Failures.translate(e, "use", "/zkwire");
    }
  }

  private ZkConnectException unreachable(Exception cause) {
    String servers =
        session.owned()
            ? session.options().servers()
            : client.getZookeeperClient().getCurrentConnectionString();
    return new ZkConnectException(
        ErrorCode.SESSION_CONNECT,
        servers,
        "no ZooKeeper answered within "
            + session.options().connectTimeout().toMillis()
            + " ms; tried "
            + Addresses.describe(servers),
        "Look whether the servers run and the names resolve, or raise connectTimeout",
        cause);
  }

  private synchronized void changed(ConnectionState change) {
    if (session.closed()) {
      return;
    }
    switch (change) {
      case CONNECTED, RECONNECTED -> connected();
      case SUSPENDED, READ_ONLY -> suspended();
      case LOST -> states.become(SessionState.LOST);
    }
  }

  /** Whether what is known here is true of a client, so far as that can be told. */
  boolean agrees(ZooKeeper present) {
    long now = present.getSessionId();
    return switch (present.getState()) {
      case CLOSED -> false;
      case AUTH_FAILED -> true; // it has told so itself
      default ->
          now == 0 || (now == sessionId && (underway || states.get() == SessionState.CONNECTED));
    };
  }

  /** The client is connected, whatever was told. */
  synchronized void connectedAfterAll() {
    if (!session.closed()) {
      connected();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  private void connected() {
    cancelRetry();
    ZooKeeper present;
    try {
      present = session.zooKeeper();
    } catch (Exception e) {
      LOG.debug("{} is connected no longer, or Curator says so once", session.label(), e);
      retryIn(BREATH_MILLIS);
      return;
    }
    long now = present.getSessionId();
    if (now == 0) { // another client has come meanwhile, and has no session yet
      retryIn(BREATH_MILLIS);
      return;
    }
    boolean fresh = now != sessionId;
    if (!fresh && session.bootstrap().done()) {
      states.become(SessionState.CONNECTED);
      tell("connected", p -> p.connected(false));
      session.instance().changed();
      return;
    }
    sessionId = now;
    long mine = ++epoch;
    underway = true;
    if (fresh) {
      session.requests().begun(present);
    }
    session.bootstrap().run(now).whenComplete((done, e) -> bootstrapped(mine, e));
  }

  private void retryIn(long millis) {
    retry = session.later(this::retryBootstrap, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void bootstrapped(long of, @Nullable Throwable e) {
    if (of != epoch || session.closed()) {
      return; // it is looked at once more
    }
    if (e == null) {
      underway = false;
      session.problems().clear("session");
      states.become(SessionState.CONNECTED);
      session.instance().connected();
      tell("connected", p -> p.connected(true));
      firstBootstrap.complete(null); // last: what is bound from now on is followed only once
    } else if (Failures.connectionLost(e)) {
      LOG.debug("{} lost the connection while it looked at /zkwire", session.label(), e);
      underway = false;
      retryIn(BREATH_MILLIS); // unless Curator tells that it is gone
    } else {
      ZkWireException failure = Failures.translate(e, "use", "/zkwire");
      if (!firstBootstrap.completeExceptionally(failure)) {
        session
            .problems()
            .report(
                new Problem(failure.code(), "session", String.valueOf(failure.getMessage())),
                failure);
        cancelRetry();
        retryIn(REFUSED_MILLIS);
      }
    }
  }

  private synchronized void retryBootstrap() {
    if (!session.closed() && client.getZookeeperClient().isConnected()) {
      connected();
    }
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  private void suspended() {
    cancelRetry();
    underway = false;
    states.suspended();
  }

  /** The participants give back what they hold, while the connection is still there. */
  void closing() {
    tell("closing", Participant::closing);
  }

  /** One that throws keeps no other from being told. */
  private void tell(String what, Consumer<Participant> call) {
    for (Participant participant : participants) {
      String subject = "session " + participant.getClass().getSimpleName();
      try {
        call.accept(participant);
        session.problems().clear(subject);
      } catch (RuntimeException e) {
        String message =
            ErrorCode.SESSION_REQUEST.message(
                participant.getClass().getSimpleName() + " threw when told '" + what + "': " + e,
                "Report it; the other features go on");
        session.problems().report(new Problem(ErrorCode.SESSION_REQUEST, subject, message), e);
      }
    }
  }

  /** Is told of nothing any more. */
  void closed() {
    client.getConnectionStateListenable().removeListener(listener);
  }
}
