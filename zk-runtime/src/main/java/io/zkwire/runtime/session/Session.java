package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkMetrics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.DefaultACLProvider;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to ZooKeeper and what all features share. Thread-safe.
 *
 * <p>Curator tells when the connection comes and goes; what has to be done then is decided by the
 * identity of the session, not by the event, since Curator may drop events. LOST is timed here, by
 * the monotonic clock.
 */
public final class Session implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final String id = UUID.randomUUID().toString();
  private final String label = "zkwire-" + id.substring(0, 8);
  private final SessionOptions options;
  private final CuratorFramework client;
  private final boolean owned;
  private final ScheduledThreadPoolExecutor timer;
  private final CallbackPool callbacks;
  private final StuckCallbacks stuckCallbacks = new StuckCallbacks(this);
  private final StateTracker states;
  private final Problems problems;
  private final Requests requests;
  private final Blocking blocking = new Blocking(this);
  private final BulkReader bulk;
  private final Bootstrap bootstrap;
  private final InstanceNode instance;
  private final ConnectionStateListener connectionListener = (c, s) -> connectionChanged(s);
  private final List<Participant> participants = new CopyOnWriteArrayList<>();
  private final CompletableFuture<@Nullable Void> firstBootstrap = new CompletableFuture<>();
  private final AtomicBoolean closing = new AtomicBoolean();

  private volatile boolean ending;
  private volatile long epoch;
  private long sessionId;
  private @Nullable ScheduledFuture<?> retry;

  /**
   * Makes a session, not yet started.
   *
   * @param options its options
   * @param foreign a started client that somebody else owns, or null to make one
   */
  public Session(SessionOptions options, @Nullable CuratorFramework foreign) {
    this.options = options;
    this.owned = foreign == null;
    this.client = foreign == null ? Clients.create(options, label) : foreign.usingNamespace(null);
    this.timer = new ScheduledThreadPoolExecutor(1, threads("-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.callbacks = new CallbackPool(threads("-callback"), timer);
    this.states = new StateTracker(this);
    this.instance = new InstanceNode(this);
    this.problems = new Problems(label, callbacks::run, instance::changed);
    this.requests =
        new Requests(this, options.acls() != null ? options.acls() : new DefaultACLProvider());
    this.bulk = new BulkReader(this);
    this.bootstrap = new Bootstrap(this);
  }

  private ThreadFactory threads(String kind) {
    return Clients.threads(label + kind, options.apart());
  }

  /** Adds a feature. To be called before {@link #start}. */
  public void join(Participant participant) {
    participants.add(participant);
  }

  /**
   * Connects and waits for it.
   *
   * @param mayStartAlone whether it is no error when ZooKeeper cannot be reached in time
   * @throws ZkConnectException ZK-SESSION-01 if it cannot be reached in time
   * @throws ZkWireException if what stands there cannot be used
   */
  public void start(boolean mayStartAlone) {
    Clients.warnOfClearText(options, label);
    client.getConnectionStateListenable().addListener(connectionListener);
    if (owned) {
      client.start();
    } else if (client.getZookeeperClient().isConnected()) {
      connectionChanged(ConnectionState.CONNECTED);
    }
    try {
      firstBootstrap.get(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (!mayStartAlone) {
        close();
        throw unreachable(e);
      }
      LOG.warn("{} {}", label, unreachable(e).getMessage());
      firstBootstrap.complete(null); // from now on a failure is reported and tried again
      if (firstBootstrap.isCompletedExceptionally()) {
        close();
        throw Failures.translate(
            firstBootstrap.handle((done, why) -> why).join(), "use", "/zkwire");
      }
    } catch (ExecutionException e) {
      close();
      throw Failures.translate(e, "use", "/zkwire");
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_CONNECT, "interrupted while connecting", "Connect again", e);
    }
  }

  private ZkConnectException unreachable(Exception cause) {
    String servers =
        owned ? options.servers() : client.getZookeeperClient().getCurrentConnectionString();
    return new ZkConnectException(
        ErrorCode.SESSION_CONNECT,
        servers,
        "no ZooKeeper answered within "
            + options.connectTimeout().toMillis()
            + " ms; tried "
            + Addresses.describe(servers),
        "Look whether the servers run and the names resolve, or raise connectTimeout",
        cause);
  }

  private synchronized void connectionChanged(ConnectionState change) {
    if (closing.get()) {
      return;
    }
    switch (change) {
      case CONNECTED, RECONNECTED -> connected();
      case SUSPENDED, READ_ONLY -> suspended();
      case LOST -> states.become(SessionState.LOST);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  private void connected() {
    cancelRetry();
    long now;
    try {
      now = zooKeeper().getSessionId();
    } catch (Exception e) {
      LOG.debug("{} is connected no longer", label, e);
      return;
    }
    boolean fresh = now != sessionId;
    if (!fresh && bootstrap.done()) {
      states.become(SessionState.CONNECTED);
      participants.forEach(p -> p.connected(false));
      instance.changed();
      return;
    }
    sessionId = now;
    epoch++;
    bootstrap.run().whenComplete((done, e) -> bootstrapped(now, e));
  }

  private synchronized void bootstrapped(long session, @Nullable Throwable e) {
    if (session != sessionId || closing.get()) {
      return;
    }
    if (e == null) {
      problems.clear("session");
      states.become(SessionState.CONNECTED);
      instance.connected();
      participants.forEach(p -> p.connected(true));
      firstBootstrap.complete(null); // last: what is bound from now on is followed only once
    } else if (Failures.connectionLost(e)) {
      LOG.debug("{} lost the connection while it looked at /zkwire", label, e);
    } else {
      ZkWireException failure = Failures.translate(e, "use", "/zkwire");
      if (!firstBootstrap.completeExceptionally(failure)) {
        problems.report(
            new Problem(failure.code(), "session", String.valueOf(failure.getMessage())), failure);
        cancelRetry();
        retry = later(this::retryBootstrap, 5, TimeUnit.SECONDS);
      }
    }
  }

  private synchronized void retryBootstrap() {
    if (!closing.get() && client.getZookeeperClient().isConnected()) {
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
    states.suspended();
  }

  /** Whether the client is ours alone. */
  public boolean owned() {
    return owned;
  }

  /** How large an answer the client accepts, in bytes. */
  int acceptedBytes() {
    if (owned) {
      return Limits.RECEIVE;
    }
    try {
      return zooKeeper()
          .getClientConfig()
          .getInt("jute.maxbuffer", ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT);
    } catch (Exception e) {
      return ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT; // not connected: asked again later
    }
  }

  /** Waits for the connection, at most so many milliseconds; returns whether it is there. */
  public boolean awaitConnected(long millis) {
    try {
      return millis > 0
          && client.blockUntilConnected((int) Math.min(millis, 1 << 30), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The client of this session. */
  public CuratorFramework client() {
    return client;
  }

  /** The ZooKeeper handle of the moment; another one after each expiry. */
  ZooKeeper zooKeeper() throws Exception {
    return client.getZookeeperClient().getZooKeeper();
  }

  /** The name of this session under {@code /zkwire/instances}: a UUID. */
  public String id() {
    return id;
  }

  /** What log lines and thread names begin with. */
  public String label() {
    return label;
  }

  /** The options. */
  public SessionOptions options() {
    return options;
  }

  /** Where to count. */
  public ZkMetrics metrics() {
    return options.metrics();
  }

  /** Requests without waiting. */
  public Requests requests() {
    return requests;
  }

  /** Waits for requests. */
  public Blocking blocking() {
    return blocking;
  }

  /** Reads many nodes in few requests. */
  public BulkReader bulk() {
    return bulk;
  }

  /** What is wrong at the moment. */
  public Problems problems() {
    return problems;
  }

  /** What this process tells operators of itself. */
  public InstanceNode instance() {
    return instance;
  }

  /** The ensemble's identity. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** A new mailbox for the callbacks of one object. */
  public Mailbox mailbox(String owner) {
    return new Mailbox(this, owner);
  }

  StuckCallbacks stuckCallbacks() {
    return stuckCallbacks;
  }

  CallbackPool callbackPool() {
    return callbacks;
  }

  /** Runs work of the runtime that may block shortly, such as writing a file. */
  public void background(Runnable task) {
    callbacks.run(task);
  }

  /** Runs a short task later, on the timer's thread; null when the session is closed. */
  public @Nullable ScheduledFuture<?> later(Runnable task, long delay, TimeUnit unit) {
    try {
      return timer.isShutdown() ? null : timer.schedule(task, delay, unit);
    } catch (RejectedExecutionException e) {
      return null; // closed in between
    }
  }

  /** The state. */
  public SessionState state() {
    return states.get();
  }

  /** For how long it has been in that state. */
  public Duration stateAge() {
    return states.age();
  }

  /** A number that rises with each new session: answers of an older one are out of date. */
  public long epoch() {
    return epoch;
  }

  /** The session timeout that the server has granted. */
  public Duration negotiatedTimeout() {
    int millis = client.getZookeeperClient().getLastNegotiatedSessionTimeoutMs();
    return millis > 0 ? Duration.ofMillis(millis) : options.sessionTimeout();
  }

  /** Calls a listener with each new state, on a callback thread. */
  public Registration onState(Consumer<SessionState> listener) {
    return states.listen(listener);
  }

  /**
   * Everything is about to be closed: what goes away with the session need not be taken back one by
   * one.
   */
  public void end() {
    ending = true;
  }

  /** Whether everything is about to be closed. */
  public boolean ending() {
    return ending;
  }

  /** Refuses what cannot be done after closing. */
  public void requireOpen() {
    if (closing.get()) {
      throw new ZkWireException(
          ErrorCode.SESSION_CLOSED, "this ZkWire is closed", "Use it before close()", null);
    }
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    participants.forEach(Participant::closing);
    instance.close();
    states.become(SessionState.CLOSED);
    client.getConnectionStateListenable().removeListener(connectionListener);
    stopThreads();
    if (owned) {
      closeClient();
    }
  }

  /**
   * Where the servers are silent the client waits for them up to two thirds of the session timeout:
   * not our caller.
   */
  private void closeClient() {
    Thread closer = threads("-close").newThread(client::close);
    closer.start();
    try {
      closer.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopThreads() {
    try {
      timer.shutdownNow();
      if (!callbacks.close(2, TimeUnit.SECONDS)) {
        LOG.warn("{} closed while a callback of the application is still running", label);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
