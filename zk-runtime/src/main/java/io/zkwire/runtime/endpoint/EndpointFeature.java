package io.zkwire.runtime.endpoint;

import io.zkwire.DiscoverOptions;
import io.zkwire.EndpointRegistrations;
import io.zkwire.EndpointStore;
import io.zkwire.Endpoints;
import io.zkwire.Registration;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.HealthChecks;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import io.zkwire.runtime.spi.DiscoverSpec;
import io.zkwire.runtime.spi.EndpointsListenerSpec;
import io.zkwire.runtime.spi.ServiceEndpointSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.WatchedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints: what this process offers, and the domains that it follows. Watch first, then read;
 * after a reconnect everything is read again and compared by mzxid. Thread-safe.
 */
public final class EndpointFeature implements Feature {

  static final String ROOT = "/services";
  private static final Logger LOG = LoggerFactory.getLogger(EndpointFeature.class);

  private final Session session;
  private final HealthChecks health;
  private final Watches watches;
  private final Registrations registrations;
  private final Store store;
  private final Map<String, Domain> domains = new HashMap<>();
  private final Responders responders;
  private final Registration states;
  private volatile boolean closed;

  /**
   * Makes the feature.
   *
   * @param session the session, not yet started
   * @param health how the objects are that are bound
   */
  public EndpointFeature(Session session, HealthChecks health) {
    this.session = session;
    this.health = health;
    this.watches = new Watches(session, this::changed);
    this.registrations = new Registrations(session, health);
    this.store = new Store(session);
    this.responders = new Responders(session, this);
    this.states = session.onState(this::stateChanged);
    session.metrics().gauge("zkwire.endpoints.followed", this::size);
    session.metrics().gauge("zkwire.endpoints.registered", registrations::size);
  }

  /** What this process offers. */
  public EndpointRegistrations registrations() {
    return registrations;
  }

  /** Withdraws what this process offers while it is off line. */
  public DrainHook drained() {
    return registrations;
  }

  /**
   * Starts a DNS responder.
   *
   * @param options how it answers
   * @return the responder, which listens
   */
  public DnsServer dns(DnsOptions options) {
    return responders.start(options);
  }

  /** The static records. */
  public EndpointStore store() {
    return store;
  }

  @Override
  public List<String> watched() {
    return watches.list();
  }

  private long size() {
    return all().stream().mapToLong(Domain::size).sum();
  }

  /**
   * Follows a domain.
   *
   * @param written its name, placeholders included
   * @param options how one is chosen
   * @return the handle, filled if ZooKeeper is there, or comes back within the connect timeout
   */
  public Endpoints endpoints(String written, DiscoverOptions options) {
    return follow(written, options);
  }

  private Balancer follow(String written, DiscoverOptions options) {
    Balancer balancer = open(written, options);
    try {
      await(balancer);
      balancer.fill();
    } catch (RuntimeException e) {
      balancer.close();
      throw e;
    }
    return balancer;
  }

  /** Follows from now on, without waiting. */
  Balancer open(String written, DiscoverOptions options) {
    Map<String, String> properties = session.options().properties();
    String name = Names.segment("domain", Names.resolve(written, properties));
    String[] tags =
        options.tags().stream().map(tag -> Names.resolve(tag, properties)).toArray(String[]::new);
    DiscoverOptions resolved =
        options.withZone(Names.resolve(options.zone(), properties)).withTags(tags);
    synchronized (domains) {
      Domain domain = domains.computeIfAbsent(name, n -> new Domain(this, session, n));
      boolean first = !domain.isFollowed();
      Balancer balancer = new Balancer(session, domain, resolved);
      domain.join(balancer);
      if (first && !frozen()) {
        watches.require(List.of(domain.path()));
        domain.resync();
      }
      return balancer;
    }
  }

  /** Also where the connection is cut for now: a list that nobody has read yet is empty. */
  private void await(Balancer balancer) {
    SessionState state = session.state();
    if (frozen() || state == SessionState.LOST || state == SessionState.CLOSED) {
      return;
    }
    try {
      balancer.filled().get(session.options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.translate(e, "list", session.requests().real(ROOT + "/" + balancer.domain()));
    } catch (TimeoutException e) {
      LOG.debug("{} has no answer for '{}' yet", session.label(), balancer.domain(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A handle has left a domain: nobody else may follow it. */
  void left(Domain domain) {
    synchronized (domains) {
      if (domain.isFollowed() || !domains.remove(domain.name(), domain)) {
        return;
      }
      domain.close();
      if (!session.ending()) {
        watches.retain(domains.values().stream().map(Domain::path).toList());
      }
    }
  }

  @Override
  public boolean goesFirst() {
    return true;
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, Balancer> listened = new LinkedHashMap<>();
    List<Registration> parts = new ArrayList<>();
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof DiscoverSpec<?> field) {
          Balancer handle = follow(field.domain(), field.options());
          parts.add(handle::close);
          Fields.set(field, target, handle);
        } else if (spec instanceof EndpointsListenerSpec<?> listener) {
          Balancer handle =
              listened.computeIfAbsent(
                  listener.domain(), domain -> follow(domain, DiscoverOptions.defaults()));
          parts.add(handle::close);
          parts.add(handle.listen(listener(listener, target, handle, mailbox)));
        }
      }
      for (Spec<?> spec : specs) {
        if (spec instanceof ServiceEndpointSpec<?> offer) {
          // it is the last to come and the first to go
          parts.add(0, offer(offer, target, specs, mailbox));
        }
      }
    } catch (RuntimeException | Error e) {
      parts.forEach(Registration::close);
      throw e;
    }
    return parts.isEmpty() ? null : () -> parts.forEach(Registration::close);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> ChangeListener listener(
      EndpointsListenerSpec<B> spec, Object target, Balancer handle, Mailbox mailbox) {
    return new ChangeListener(
        handle, mailbox, spec.member(), change -> spec.call().call((B) target, change));
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private <B> Registration offer(
      ServiceEndpointSpec<B> spec, Object target, List<Spec<?>> specs, Mailbox mailbox) {
    String domain =
        Names.segment("domain", Names.resolve(spec.domain(), session.options().properties()));
    ObjectEndpoint<B> object = new ObjectEndpoint<>(session, spec, (B) target, mailbox);
    OwnEndpoint own =
        registrations.start(
            new OwnEndpoint(session, registrations, domain, object, health.of(target, specs)));
    object.poll(own);
    return () -> {
      object.close();
      own.close();
    };
  }

  private List<Domain> all() {
    synchronized (domains) {
      return List.copyOf(domains.values());
    }
  }

  boolean frozen() {
    return session.bootstrap().generationChanged() || !session.bootstrap().done();
  }

  private void stateChanged(SessionState state) {
    if (state != SessionState.CONNECTED && session.state() != SessionState.CONNECTED) {
      all().forEach(Domain::away);
    }
  }

  @Override
  public void connected(boolean newSession) {
    if (closed) {
      return;
    }
    all().forEach(Domain::away);
    if (!frozen()) {
      follow(newSession);
    }
    registrations.connected();
  }

  private void follow(boolean newSession) {
    synchronized (domains) {
      watches.require(domains.values().stream().map(Domain::path).toList());
    }
    watches.connected(newSession);
    all().forEach(Domain::resync);
  }

  /** Believes the ensemble: lists follow it again. */
  @Override
  public void confirmed() {
    follow(true);
  }

  @Override
  public void closing() {
    closed = true;
    responders.close();
    states.close();
    registrations.withdraw();
    if (!session.owned()) {
      watches.retain(List.of());
    }
  }

  private void changed(WatchedEvent event) {
    String path = session.requests().logical(event.getPath());
    if (closed || frozen() || !path.startsWith(ROOT + "/")) {
      return;
    }
    String below = path.substring(ROOT.length() + 1);
    int slash = below.indexOf('/');
    String id = slash < 0 ? "" : below.substring(slash + 1);
    Domain domain;
    synchronized (domains) {
      domain = domains.get(slash < 0 ? below : below.substring(0, slash));
    }
    if (domain != null && id.indexOf('/') < 0) {
      domain.changed(id, event.getType());
    }
  }
}
