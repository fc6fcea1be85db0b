package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.ObjectHealth;
import io.zkwire.runtime.session.Session;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One endpoint that this process offers. Thread-safe. */
final class OwnEndpoint implements EndpointRegistration {

  /** Says what is offered; null for nothing at the moment. */
  @FunctionalInterface
  interface Offered {
    @Nullable EndpointOffer now();

    /** Looks again soon, on the threads that may ask. */
    default void lookSoon(OwnEndpoint own) {
      own.session.background(own::lookQuietly);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(OwnEndpoint.class);
  private static final long MOST_SECONDS = 2;

  private final Session session;
  private final Registrations all;
  private final String domain;
  private final String id = UUID.randomUUID().toString();
  private final long since;
  private final OwnNode node;
  private final @Nullable ObjectHealth health; // of the object that offers it
  private volatile Offered source;
  private boolean withdrawn;
  private boolean closed;
  private @Nullable EndpointOffer offer;
  private volatile @Nullable Endpoint offered;

  /**
   * An endpoint that has not begun.
   *
   * @param health that of the object that offers it, closed with it; null without an object
   */
  OwnEndpoint(
      Session session,
      Registrations all,
      String domain,
      Offered source,
      @Nullable ObjectHealth health) {
    this.session = session;
    this.all = all;
    this.domain = domain;
    this.source = source;
    this.health = health;
    this.since = session.options().clock().millis();
    this.node = new OwnNode(session, EndpointFeature.ROOT + "/" + domain + "/" + id);
  }

  @Override
  public String domain() {
    return domain;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public @Nullable Endpoint offered() {
    return offered;
  }

  @Override
  public boolean registered() {
    return node.stands();
  }

  /** Looks for the first time; waits, while ZooKeeper is there, until the node stands. */
  void start() {
    if (health != null) {
      health.listen(this::settle);
      awaitFirst(health);
    }
    CompletableFuture<@Nullable Void> done = look();
    if (session.state() == SessionState.CONNECTED) {
      await(done, session.options().connectTimeout().toMillis());
    }
  }

  /** Each check has its own time; one that has no thread is not waited for. */
  private void awaitFirst(ObjectHealth checks) {
    try {
      checks.first().get(checks.longest().toMillis() + 100, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} does not know yet whether '{}' may be called", session.label(), domain, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean healthy(EndpointOffer now) {
    return health != null ? health.shown() : !now.onlyHealthy() || all.healthy();
  }

  @Override
  public void refresh() {
    await(look(), TimeUnit.SECONDS.toMillis(MOST_SECONDS));
  }

  /** What cannot be offered any more stays as it is. */
  private void lookQuietly() {
    try {
      look();
    } catch (ZkWireException e) {
      LOG.warn("{} leaves an endpoint of '{}' as it is", session.label(), domain, e);
    }
  }

  /** Looks again soon: the address of this machine may be another one. */
  void lookSoon() {
    source.lookSoon(this);
  }

  /** Looks at what is offered now. May call the application, and look names up. */
  CompletableFuture<@Nullable Void> look() {
    EndpointOffer now = source.now();
    if (now != null && now.port() != 0 && now.host() == null) {
      now = now.withHost(all.localHost());
    }
    EndpointOffer complete = now == null || now.port() == 0 ? null : now;
    if (complete != null) {
      endpoint(complete); // refuses what is none
    }
    synchronized (this) {
      offer = complete;
      return apply();
    }
  }

  private Endpoint endpoint(EndpointOffer of) {
    try {
      String host = of.host() == null ? "" : of.host();
      return new Endpoint(id, host, of.port(), of.weight(), of.zone(), of.tags(), of.metadata());
    } catch (IllegalArgumentException e) {
      throw new ZkWireException(
          ErrorCode.ENDPOINT_OFFER,
          "what is offered in '" + domain + "' is " + e.getMessage(),
          "Give a host name or an IP address, a port from 1 to 65535, a weight up to 10000",
          e);
    }
  }

  /** Makes the node as it must be now; under the lock. */
  private CompletableFuture<@Nullable Void> apply() {
    EndpointOffer now = offer;
    if (now == null || withdrawn || closed || all.withdrawn() || !healthy(now)) {
      offered = null;
      return node.want(null);
    }
    Endpoint endpoint = endpoint(now);
    offered = endpoint;
    return node.want(EndpointJson.write(domain, endpoint, now.format(), since));
  }

  /** Makes the node as it must be now. */
  synchronized CompletableFuture<@Nullable Void> settle() {
    return apply();
  }

  @Override
  public void update(EndpointOffer next) {
    if (health != null) {
      throw new ZkWireException(
          ErrorCode.ENDPOINT_OFFER,
          "this endpoint of '" + domain + "' is that of an object",
          "Change what its members say, and call refresh()",
          null);
    }
    if (next.port() != 0) {
      endpoint(next.host() == null ? next.withHost("localhost") : next);
    }
    source = () -> next;
    refresh();
  }

  @Override
  public void withdraw() {
    await(withdrawSoon(true), TimeUnit.SECONDS.toMillis(MOST_SECONDS));
  }

  @Override
  public void restore() {
    withdrawSoon(false);
  }

  private synchronized CompletableFuture<@Nullable Void> withdrawSoon(boolean now) {
    withdrawn = now;
    return apply();
  }

  /** Takes the node away for ever. */
  CompletableFuture<@Nullable Void> end() {
    if (health != null) {
      health.close();
    }
    synchronized (this) {
      closed = true;
      return apply();
    }
  }

  @Override
  public void close() {
    all.forget(this);
    await(end(), TimeUnit.SECONDS.toMillis(MOST_SECONDS));
  }

  /** The connection is there: the node is made again if it is gone. */
  void connected() {
    node.connected();
  }

  /** Waits, unless ZooKeeper is away: then the end of the session takes the node with it. */
  void await(CompletableFuture<@Nullable Void> done, long millis) {
    if (session.state() != SessionState.CONNECTED) {
      return;
    }
    try {
      done.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.translate(e, "create", EndpointFeature.ROOT + "/" + domain);
    } catch (TimeoutException e) {
      LOG.debug("{} has no answer for its endpoint in '{}' yet", session.label(), domain, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
