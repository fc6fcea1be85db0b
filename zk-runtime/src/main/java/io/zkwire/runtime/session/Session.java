package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkMetrics;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.DefaultACLProvider;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to ZooKeeper and what all features share. Thread-safe. */
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
  private final Connection connection;
  private final AtomicBoolean closing = new AtomicBoolean();

  private volatile boolean ending;

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
    this.connection = new Connection(this, states);
  }

  /** Makes daemon threads whose names begin with the label and the kind, such as {@code -timer}. */
  public ThreadFactory threads(String kind) {
    return Clients.threads(label + kind, options.apart());
  }

  /** Adds a feature. To be called before {@link #start}. */
  public void join(Participant participant) {
    connection.join(participant);
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
    connection.open();
    try {
      connection.await(mayStartAlone);
    } catch (ZkWireException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_CONNECT, "interrupted while connecting", "Connect again", e);
    }
  }

  /** Whether the client is ours alone. */
  public boolean owned() {
    return owned;
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
    return connection.epoch();
  }

  /** The number by which the server knows this session, or 0 where there is none yet. */
  public long sessionId() {
    try {
      return zooKeeper().getSessionId();
    } catch (Exception e) {
      LOG.debug("{} has no client at the moment", label, e);
      return 0;
    }
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

  /** Whether it is closed, or being closed. */
  boolean closed() {
    return closing.get();
  }

  /** Refuses what cannot be done after closing. */
  public void requireOpen() {
    if (closed()) {
      throw new ZkWireException(
          ErrorCode.SESSION_CLOSED, "this ZkWire is closed", "Use it before close()", null);
    }
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    connection.closing();
    instance.close();
    states.become(SessionState.CLOSED);
    connection.closed();
    stopThreads();
    bootstrap.store();
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
