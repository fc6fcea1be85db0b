package io.zkwire.runtime.endpoint;

import io.zkwire.Call;
import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoint;
import io.zkwire.EndpointPicker;
import io.zkwire.EndpointStrategy;
import io.zkwire.Endpoints;
import io.zkwire.EndpointsChange;
import io.zkwire.NoEndpointException;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One handle on a domain: its own choice, and what it knows of its own calls. Thread-safe. */
final class Balancer implements Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
  private static final int IDLE_TICKS = 60;

  private final Session session;
  private final Domain domain;
  private final DiscoverOptions options;
  private final EndpointStrategy strategy;
  private final boolean ownStrategy;
  private final long maxAgeNanos;
  private final Ejection ejection;
  private final Set<ChangeListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final AtomicInteger toBuild = new AtomicInteger();

  private volatile Map<String, BackendState> states = Map.of(); // written by whoever builds
  private volatile View view = View.NONE;
  private volatile boolean called;
  private int idleTicks; // the timer

  /**
   * A handle, not yet following.
   *
   * @param session the session
   * @param domain what it follows
   * @param options zone and tags without placeholders
   */
  Balancer(Session session, Domain domain, DiscoverOptions options) {
    this.session = session;
    this.domain = domain;
    this.options = options;
    var own = options.strategy();
    this.ownStrategy = own != null;
    this.strategy =
        own != null ? own.get() : Strategies.of(options.balance(), Hashes.of(session.id()));
    this.maxAgeNanos = options.maxAge() == null ? Long.MAX_VALUE : options.maxAge().toNanos();
    this.ejection = new Ejection(session, domain.name(), options, this::rebuild);
  }

  /** The domain has other endpoints now. */
  void update() {
    rebuild();
  }

  /** Completes when the domain has been read. */
  CompletableFuture<@Nullable Void> filled() {
    return domain.filled();
  }

  /** Builds for the first time, and waits for whoever is building already. */
  void fill() {
    build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (toBuild.get() != 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** A strategy of the application is not called on the thread that waits for ZooKeeper. */
  private void rebuild() {
    if (ownStrategy) {
      session.background(this::build);
    } else {
      build();
    }
  }

  /** Builds as long as something has changed; one thread at a time, and none waits. */
  private void build() {
    if (toBuild.getAndIncrement() != 0) {
      return;
    }
    int done;
    do {
      done = toBuild.get();
      List<Endpoint> all = fitting(domain.list());
      View next = next(all);
      List<Endpoint> before = view.list();
      view = next;
      if (!before.equals(all)) {
        listeners.forEach(listener -> listener.announce(before));
      }
    } while (toBuild.addAndGet(-done) != 0);
  }

  private List<Endpoint> fitting(List<Endpoint> all) {
    return options.tags().isEmpty()
        ? all
        : all.stream().filter(e -> e.tags().containsAll(options.tags())).toList();
  }

  private View next(List<Endpoint> all) {
    Map<String, BackendState> before = states;
    Map<String, BackendState> after = new HashMap<>(all.size() * 2);
    List<BackendState> present = new ArrayList<>(all.size());
    for (Endpoint endpoint : all) {
      BackendState state = before.get(endpoint.id());
      if (state == null || !state.endpoint().address().equals(endpoint.address())) {
        state = new BackendState(endpoint);
      } else {
        state.now(endpoint);
      }
      after.put(endpoint.id(), state);
      present.add(state);
    }
    states = after;
    ejection.among(present);
    List<BackendState> candidates = near(ejection.left(present));
    return new View(all, candidates, prepare(candidates), ownStrategy);
  }

  private List<BackendState> near(List<BackendState> all) {
    if (options.zone().isEmpty()) {
      return all;
    }
    List<BackendState> near =
        all.stream().filter(s -> s.endpoint().zone().equals(options.zone())).toList();
    return near.isEmpty() ? all : near;
  }

  private EndpointPicker prepare(List<BackendState> candidates) {
    if (candidates.isEmpty()) {
      return hash -> 0;
    }
    try {
      return Objects.requireNonNull(strategy.prepare(List.copyOf(candidates)));
    } catch (RuntimeException e) {
      LOG.warn(
          "{} {} cannot choose among '{}'; any one is chosen instead",
          session.label(),
          strategy.getClass().getName(),
          domain.name(),
          e);
      return Strategies.of(io.zkwire.annotation.Balance.RANDOM, 0).prepare(candidates);
    }
  }

  @Override
  public String domain() {
    return domain.name();
  }

  @Override
  public List<Endpoint> list() {
    return tooOld() ? List.of() : view.list();
  }

  @Override
  public List<InetSocketAddress> resolve() {
    return tooOld() ? List.of() : view.addresses();
  }

  @Override
  public Endpoint pick() {
    return chosen(view.pick(ThreadLocalRandom.current().nextLong())).endpoint();
  }

  @Override
  public Endpoint pick(CharSequence key) {
    return chosen(view.pick(key)).endpoint();
  }

  @Override
  public Call call() {
    return begin(chosen(view.pick(ThreadLocalRandom.current().nextLong())));
  }

  @Override
  public Call call(CharSequence key) {
    return begin(chosen(view.pick(key)));
  }

  private Call begin(BackendState state) {
    if (!called) {
      called = true;
      if (ticking.compareAndSet(false, true)) {
        session.later(this::tick, 1, TimeUnit.SECONDS);
      }
    }
    return new CallHandle(this, state, session.options().clock().nanoTime());
  }

  /** A call has ended. */
  void ended(BackendState state, long begun, boolean well) {
    long nanos = Math.max(1, session.options().clock().nanoTime() - begun);
    if (!well) {
      ejection.failed(state, state.failed(nanos));
      return;
    }
    state.succeeded(nanos);
    if (state.ejections != 0) {
      ejection.forgive(state);
    }
  }

  /** Each second while calls are made, and a while longer. */
  private void tick() {
    idleTicks = called ? 0 : idleTicks + 1;
    called = false;
    for (BackendState state : states.values()) {
      state.age();
    }
    if (closed.get() || idleTicks > IDLE_TICKS) {
      ticking.set(false);
    } else {
      session.later(this::tick, 1, TimeUnit.SECONDS);
    }
  }

  private BackendState chosen(@Nullable BackendState state) {
    if (state == null || tooOld()) {
      throw none(state != null);
    }
    return state;
  }

  private boolean tooOld() {
    return maxAgeNanos != Long.MAX_VALUE && domain.ageNanos() > maxAgeNanos;
  }

  private NoEndpointException none(boolean old) {
    String why =
        old
            ? "the endpoints of '" + domain.name() + "' are " + age() + " old, older than maxAge"
            : "'" + domain.name() + "' has no endpoint" + (stale() ? " that is known" : "");
    return new NoEndpointException(
        domain.name(), why, "Look at /services/" + domain.name() + " and at the connection", null);
  }

  @Override
  public boolean stale() {
    return domain.stale() || closed.get();
  }

  @Override
  public Duration age() {
    return Duration.ofNanos(domain.ageNanos());
  }

  @Override
  public Registration onChange(Consumer<? super EndpointsChange> listener) {
    return listen(
        new ChangeListener(
            this,
            session.mailbox("endpoints " + Names.printable(domain.name())),
            "onChange",
            listener::accept));
  }

  Registration listen(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** The list whatever its age. */
  List<Endpoint> known() {
    return view.list();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      listeners.clear();
      ejection.close();
      domain.leave(this);
    }
  }
}
