package io.zkwire.runtime;

import io.zkwire.Barrier;
import io.zkwire.BindingException;
import io.zkwire.ClusterView;
import io.zkwire.Commands;
import io.zkwire.ConfigStore;
import io.zkwire.CountDown;
import io.zkwire.DiscoverOptions;
import io.zkwire.EndpointRegistrations;
import io.zkwire.EndpointStore;
import io.zkwire.Endpoints;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.Leadership;
import io.zkwire.Locks;
import io.zkwire.Membership;
import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.Registration;
import io.zkwire.Shards;
import io.zkwire.WorkQueue;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.session.EmbeddedServer;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.SessionOptions;
import io.zkwire.runtime.spi.AutoBind;
import io.zkwire.runtime.spi.TypeRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.jspecify.annotations.Nullable;

/**
 * A connection to ZooKeeper, and the ties between it and the objects of an application.
 * Thread-safe.
 *
 * <pre>{@code
 * try (ZkWire zk = ZkWire.connect("localhost:2181/acme")) {
 *   ReportScheduler scheduler = zk.create(ReportScheduler.class);
 *   ...
 * }
 * }</pre>
 *
 * <p>One is enough for an application: it holds one ZooKeeper session, and at rest one thread
 * beside those of Curator.
 */
public final class ZkWire implements AutoCloseable {

  private final Session session;
  private final @Nullable EmbeddedServer server;
  private final Features features;
  private final Binder binder;
  private volatile @Nullable Registration asDefault;

  ZkWire(
      SessionOptions options, @Nullable CuratorFramework foreign, @Nullable EmbeddedServer server) {
    this.server = server;
    try {
      this.session = new Session(options, foreign);
      this.features = new Features(session);
      this.binder = new Binder(session, features.all());
      session.start(options.snapshots() != null);
    } catch (RuntimeException e) {
      stopServer();
      throw e;
    }
  }

  /**
   * Connects with the default options.
   *
   * @param connectString {@code host:port,host:port/chroot}; the chroot is created if it is absent
   * @return the connection
   * @throws ZkConnectException ZK-SESSION-01 if ZooKeeper cannot be reached within 15 s
   */
  public static ZkWire connect(String connectString) {
    return builder().connect(connectString).start();
  }

  /**
   * Starts a ZooKeeper server inside this JVM, on a free port of loopback, its data in a temporary
   * directory, and connects to it. For a laptop, a demonstration or a test.
   *
   * @return the connection; closing it stops the server
   */
  public static ZkWire embedded() {
    return builder().embedded().start();
  }

  /** Options other than the defaults. */
  public static ZkWireBuilder builder() {
    return new ZkWireBuilder();
  }

  /**
   * Ties an object to ZooKeeper: each annotated member of its class and superclasses has what it
   * asks for when this returns. An object that is bound already is left as it is.
   *
   * <p>Guarded static methods, which woven classes can have, are bound with each object of their
   * class, or with the class itself in place of an object; they pass while one of these is bound.
   *
   * @param object the object, or a class for its static methods
   * @return the tie; closed with this {@code ZkWire} at the latest
   * @throws BindingException if its class is not wired: ZK-BIND-20 if the annotation processor did
   *     not run, ZK-BIND-21 if it has no annotation
   * @throws io.zkwire.ConfigException ZK-CONFIG-20 if a required key has no good value
   * @throws io.zkwire.ZkAccessDeniedException if the ACL of a node refuses to be read
   * @throws ZkConnectException ZK-SESSION-01 if ZooKeeper does not answer in time and there is no
   *     snapshot directory
   */
  public Binding bind(Object object) {
    return binder.bind(object);
  }

  /**
   * Gives an object its values and handles, for a container that starts objects in two steps:
   * configuration, IDs, queues, endpoints, views of groups, boards and channels. What others see of
   * the object, what calls it but {@code @OnConfigChange}, its guards and its {@code @Leader}
   * handles begin with {@link #bind}. Does nothing for an object that is bound.
   *
   * @param object the object
   * @return the tie; {@link #bind} of the same object completes it and returns the same
   * @throws BindingException as {@link #bind} does
   * @throws io.zkwire.ConfigException ZK-CONFIG-20 if a required key has no good value
   */
  public Binding prepare(Object object) {
    return binder.prepare(object);
  }

  /**
   * Makes an object and binds it.
   *
   * @param type its class
   * @param arguments the arguments of its constructor
   * @param <T> its class
   * @return the object, bound until this {@code ZkWire} is closed; {@code bind(object).close()}
   *     ends it earlier
   * @throws BindingException ZK-BIND-22 if no constructor fits or it throws; and as {@link #bind}
   *     does
   */
  public <T> T create(Class<T> type, @Nullable Object... arguments) {
    T object = Instances.create(type, arguments);
    binder.bind(object);
    return object;
  }

  /** From now on this one binds the objects that bind themselves. */
  void becomeDefault() {
    asDefault = AutoBind.by(this::bind);
  }

  /** Configuration without annotations, and the publisher's side. */
  public ConfigStore config() {
    return features.config.store();
  }

  /**
   * Stands for a role, until the handle is closed.
   *
   * @param role its name; {@code ${name}} is replaced as in annotations
   * @return the handle
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed, ZK-LEASE-20 if the
   *     stored lease cannot be used
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public Leadership leadership(String role) {
    session.requireOpen();
    return features.leader.leadership(role);
  }

  /** Locks and permits without annotations. */
  public Locks locks() {
    return features.lock;
  }

  /**
   * Begins to report how far this worker of a task is. No other process has its name.
   *
   * @param task its name; {@code ${name}} is replaced as in annotations
   * @return the handle, which ends with {@code done}, {@code failed} or {@code close}
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   */
  public Progress progress(String task) {
    return progress(task, "");
  }

  /**
   * Begins to report how far a worker of a task is.
   *
   * @param task its name; {@code ${name}} is replaced as in annotations
   * @param worker the worker's name, which no other process should have at the same time
   * @return the handle, which ends with {@code done}, {@code failed} or {@code close}
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if a name is not allowed
   */
  public Progress progress(String task, String worker) {
    session.requireOpen();
    return features.progress.progress(task, worker);
  }

  /**
   * Watches how far a task is, until the handle is closed.
   *
   * @param task its name; {@code ${name}} is replaced as in annotations
   * @return the handle
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public ProgressBoard progressBoard(String task) {
    session.requireOpen();
    return features.progress.board(task);
  }

  /**
   * Sends commands to the members of a group, until the handle is closed.
   *
   * @param channel the group; {@code ${name}} is replaced as in annotations
   * @return the handle
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses to list the group
   */
  public Commands commands(String channel) {
    session.requireOpen();
    return features.command.commands(channel);
  }

  /**
   * Who is in a group, until the view is closed. Waits until it is filled.
   *
   * @param group its name; {@code ${name}} is replaced as in annotations
   * @return the view
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses to list it
   */
  public ClusterView members(String group) {
    return features.cluster.members(group);
  }

  /**
   * Makes this process a member of a group, until the handle is closed. Waits until it is; without
   * a connection it does not wait: then it joins when there is one, and what keeps it from that
   * stands in {@link #health}, and is tried again. Objects annotated with the same group and id,
   * {@code join = false} among them, are the same member.
   *
   * @param group the group; {@code ${name}} is replaced as in annotations
   * @param id the id
   * @return the member
   * @throws io.zkwire.DuplicateMemberException ZK-MEMBER-20 if another process has the id, after
   *     one and a half of its session timeouts
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if a name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public Membership join(String group, String id) {
    return features.cluster.join(group, id);
  }

  /**
   * As {@link #join}, without waiting.
   *
   * @param group the group
   * @param id the id
   * @return completes with the member once it is one, or fails as {@code join} does. What depends
   *     on it must not block
   */
  public CompletableFuture<Membership> joinAsync(String group, String id) {
    return features.cluster.joinAsync(group, id);
  }

  /**
   * Takes part in the work of a group, divided into shards, until the handle is closed. This
   * process has a share while it is a healthy member of the group, by {@link #join} or by an
   * annotated class.
   *
   * @param group its name; {@code ${name}} is replaced as in annotations
   * @param shards how many shards there are, 1 to 1,000; the same number everywhere
   * @return the handle
   * @throws io.zkwire.ZkWireException ZK-SHARD-20 if the group is stored with another number,
   *     ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.OptionException ZK-OPTION-01 if the number is out of range
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public Shards shards(String group, int shards) {
    return features.shard.shards(group, shards);
  }

  /**
   * IDs of the strategy BLOCK, without annotations.
   *
   * @param type what is numbered; {@code ${name}} is replaced as in annotations
   * @return the generator, good until this {@code ZkWire} is closed
   * @throws io.zkwire.IdException ZK-ID-25 if the type is used in another way already, ZK-ID-20 if
   *     ZooKeeper does not answer, ZK-ID-26 if the ensemble is not the one that was known
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the type is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public IdGenerator ids(String type) {
    return features.ids.ids(type, IdOptions.block());
  }

  /**
   * IDs without annotations.
   *
   * @param type what is numbered; {@code ${name}} is replaced as in annotations
   * @param options what its IDs are like
   * @return the generator, good until this {@code ZkWire} is closed
   * @throws io.zkwire.IdException as {@link #ids(String)}; also ZK-ID-24 if no worker number of
   *     SNOWFLAKE is free
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the type or the name is not allowed
   */
  public IdGenerator ids(String type, IdOptions options) {
    return features.ids.ids(type, options);
  }

  /**
   * Follows the endpoints of a domain, one chosen after the other. Waits for the first list, at
   * most the connect timeout; not in a process that has never been connected, nor in one whose
   * session is lost: there the list is empty, and {@link Endpoints#stale() stale}, until it has
   * been read.
   *
   * @param domain its name; {@code ${name}} is replaced as in annotations
   * @return the handle; closed with this {@code ZkWire} at the latest
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public Endpoints endpoints(String domain) {
    return endpoints(domain, DiscoverOptions.defaults());
  }

  /**
   * Follows the endpoints of a domain. Waits for the first list as {@link #endpoints(String)} does.
   *
   * @param domain its name; {@code ${name}} is replaced as in annotations
   * @param options how one is chosen
   * @return the handle; closed with this {@code ZkWire} at the latest
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.ZkAccessDeniedException if an ACL refuses it
   */
  public Endpoints endpoints(String domain, DiscoverOptions options) {
    session.requireOpen();
    return features.endpoint.endpoints(domain, options);
  }

  /** The static records of domains. */
  public EndpointStore endpointStore() {
    return features.endpoint.store();
  }

  /** The endpoints that this process offers. */
  public EndpointRegistrations registrations() {
    return features.endpoint.registrations();
  }

  /**
   * Starts a DNS responder that answers from the endpoints of domains: {@code A}, {@code AAAA} and
   * {@code CNAME} of {@code <domain>.<zone>}, {@code SRV} of {@code _<domain>._tcp.<zone>}. It
   * needs the library dnsjava, which does not come with zkwire.
   *
   * <pre>{@code
   * try (DnsServer dns = zk.dns(DnsOptions.defaults())) {
   *   System.out.println("dig @127.0.0.1 -p " + dns.address().getPort() + " app1.zkwire.");
   *   ...
   * }
   * }</pre>
   *
   * @param options where it listens, and how it answers
   * @return the responder, which listens; closed with this {@code ZkWire} at the latest
   * @throws io.zkwire.OptionException ZK-OPTION-03 if dnsjava is missing
   * @throws io.zkwire.ZkWireException ZK-ENDPOINT-25 if it cannot listen there
   */
  public DnsServer dns(DnsOptions options) {
    return features.endpoint.dns(options);
  }

  /**
   * A queue of work.
   *
   * @param name its name; {@code ${name}} is replaced as in annotations
   * @param type the type of an item, which Jackson writes and reads
   * @param <T> the type of an item
   * @return the handle; making it costs no request
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   */
  public <T> WorkQueue<T> queue(String name, Class<T> type) {
    return features.queue.queue(name, type, WorkQueue.MOST_ITEMS);
  }

  /**
   * A queue of items of a generic type.
   *
   * @param name its name; {@code ${name}} is replaced as in annotations
   * @param type the type of an item, which Jackson writes and reads
   * @param <T> the type of an item
   * @return the handle; making it costs no request
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   */
  public <T> WorkQueue<T> queue(String name, TypeRef<T> type) {
    return features.queue.queue(name, type.type(), WorkQueue.MOST_ITEMS);
  }

  /**
   * A place where a number of parties wait for each other.
   *
   * @param name its name; {@code ${name}} is replaced as in annotations
   * @param parties how many there are, 1 to 1,000; the same number everywhere
   * @return the handle; making it costs no request
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.OptionException ZK-OPTION-01 if the number is out of range
   */
  public Barrier barrier(String name, int parties) {
    return features.barrier.barrier(name, parties);
  }

  /**
   * A latch that opens once it has been counted down.
   *
   * @param name its name; {@code ${name}} is replaced as in annotations
   * @param count how often, 1 to 5,000; the same number everywhere
   * @return the handle; making it costs no request
   * @throws io.zkwire.ZkWireException ZK-NAME-01 if the name is not allowed
   * @throws io.zkwire.OptionException ZK-OPTION-01 if the number is out of range
   */
  public CountDown countDown(String name, int count) {
    return features.barrier.countDown(name, count);
  }

  /**
   * This process takes itself off line, as an operator can: endpoints are withdrawn, queues, roles,
   * locks and permits are given up once calls under way have ended, and {@code @OnOffline} methods
   * run. Does not wait. For an orderly end, before {@link #close}.
   *
   * @return completes when that is done; each step is given up after 30 s, but {@code @OnOffline}
   *     methods are waited for
   */
  public CompletableFuture<@Nullable Void> goOffline() {
    return features.cluster.goOffline();
  }

  /** Takes {@link #goOffline} back. Does not wait; a wish of an operator goes on to hold. */
  public void goOnline() {
    features.cluster.goOnline();
  }

  /** The state of the connection. */
  public SessionState state() {
    return session.state();
  }

  /**
   * Calls a listener with each new state.
   *
   * @param listener called on the runtime's threads, one state at a time
   * @return ends it
   */
  public Registration onState(Consumer<SessionState> listener) {
    return session.onState(listener);
  }

  /** How this connection is. */
  public Health health() {
    return new Health(
        session.state(),
        session.stateAge(),
        session.bootstrap().generationChanged(),
        session.problems().list());
  }

  /** The paths that are watched, each with all below it, without the chroot. */
  public List<String> watches() {
    return features.watched();
  }

  /** The ties that are there, in no order. */
  public List<Binding> bindings() {
    return binder.all();
  }

  /** What this process holds, or stands in line for, that is exclusive. */
  public List<Standing> exclusive() {
    return features.exclusive();
  }

  /**
   * An operator has looked: the ensemble is the right one although its generation changed. Values
   * follow it again; a key that is missing there falls back to its default. Leaderships and locks
   * can be had again; IDs go on above the highest that this process knows.
   */
  public void confirmGeneration() {
    session.bootstrap().confirm();
    features.confirmed();
  }

  /**
   * Adds a part to what this connection tells operators under {@code /zkwire/instances}, or says
   * that it has changed. It is written soon, at most every ten seconds.
   *
   * @param part its key
   * @param value gives what Jackson can write; called on a callback thread when the description is
   *     written. If it throws, that is told in its place
   */
  public void describe(String part, Supplier<?> value) {
    session.instance().part(part, value);
    session.instance().changed();
  }

  /** The name of this connection under {@code /zkwire/instances}: a UUID. */
  public String id() {
    return session.id();
  }

  /** Where others can connect to the same ensemble, without the chroot. */
  public String connectString() {
    return server != null
        ? server.connectString()
        : session.client().getZookeeperClient().getCurrentConnectionString();
  }

  /** Where its nodes stand on the server: such as {@code /acme}; empty for the root. */
  public String chroot() {
    return session.options().prefix();
  }

  /** The client beneath, for what zkwire does not offer. Do not close it. */
  public CuratorFramework curator() {
    return session.client();
  }

  /**
   * Ends all ties, gives everything exclusive back, then ends the session. Waits at most about two
   * seconds for guarded calls that are under way, and as long for callbacks. Fields keep their last
   * values. Does nothing when it is closed already.
   */
  @Override
  public void close() {
    Registration place = asDefault;
    if (place != null) {
      place.close();
    }
    session.end();
    features.endpoint.registrations().withdraw(); // first: nobody new shall call
    binder.close();
    session.close();
    stopServer();
  }

  private void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
