package io.zkwire.runtime.endpoint;

import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.EndpointRegistrations;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.HealthChecks;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process offers. Thread-safe. */
final class Registrations implements EndpointRegistrations, DrainHook {

  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

  private final Session session;
  private final HealthChecks health;
  private final List<OwnEndpoint> all = new CopyOnWriteArrayList<>();
  private volatile boolean withdrawn;
  private volatile boolean offline;
  private volatile @Nullable String localHost;

  Registrations(Session session, HealthChecks health) {
    this.session = session;
    this.health = health;
    health.listen(() -> all.forEach(OwnEndpoint::settle));
  }

  @Override
  public EndpointRegistration register(String domain, EndpointOffer offer) {
    session.requireOpen();
    String name = Names.segment("domain", Names.resolve(domain, session.options().properties()));
    return start(new OwnEndpoint(session, this, name, () -> offer, null));
  }

  /** Adds a registration and looks at what it offers. */
  OwnEndpoint start(OwnEndpoint own) {
    all.add(own);
    try {
      own.start();
      return own;
    } catch (RuntimeException | Error e) {
      all.remove(own);
      own.end();
      throw e;
    }
  }

  void forget(OwnEndpoint own) {
    all.remove(own);
  }

  /** Whether all objects that are bound are. */
  boolean healthy() {
    return health.pass();
  }

  boolean withdrawn() {
    return withdrawn || offline;
  }

  /** The property, or the address of this machine; looked up once a connection. */
  String localHost() {
    String known = localHost;
    if (known == null) {
      String configured = session.options().properties().get("zkwire.host");
      configured = configured != null ? configured : System.getProperty("zkwire.host");
      configured = configured != null ? configured : System.getenv("zkwire.host");
      known = configured != null ? configured : LocalHost.of(session);
      localHost = known;
    }
    return known;
  }

  @Override
  public List<EndpointRegistration> list() {
    return List.copyOf(all);
  }

  @Override
  public void refresh() {
    all.forEach(OwnEndpoint::refresh);
  }

  @Override
  public void withdraw() {
    withdrawn = true;
    await(all.stream().map(OwnEndpoint::settle).toList());
  }

  @Override
  public void restore() {
    withdrawn = false;
    all.forEach(OwnEndpoint::settle);
  }

  @Override
  public String drains() {
    return "endpoints";
  }

  @Override
  public CompletableFuture<@Nullable Void> offline() {
    offline = true;
    return CompletableFuture.allOf(
        all.stream().map(OwnEndpoint::settle).toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public void online() {
    offline = false;
    all.forEach(OwnEndpoint::settle);
  }

  int size() {
    return (int) all.stream().filter(OwnEndpoint::registered).count();
  }

  /** Nodes are made again where they are gone; the address of this machine may be another one. */
  void connected() {
    localHost = null;
    all.forEach(OwnEndpoint::connected);
    all.forEach(OwnEndpoint::lookSoon);
  }

  private void await(List<CompletableFuture<@Nullable Void>> ends) {
    if (session.state() != SessionState.CONNECTED) {
      return; // the end of the session takes them away
    }
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} could not withdraw all its endpoints", session.label(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
