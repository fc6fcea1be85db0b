package io.zkwire.runtime;

import io.zkwire.OptionException;
import io.zkwire.ValueConverter;
import io.zkwire.runtime.session.ConnectString;
import io.zkwire.runtime.session.EmbeddedServer;
import io.zkwire.runtime.session.PrivateFiles;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.SessionOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.AuthInfo;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.ACLProvider;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link ZkWire}. A value out of range is refused by name when it is given. Not
 * thread-safe.
 *
 * <pre>{@code
 * ZkWire zk =
 *     ZkWire.builder()
 *         .connect("zk1:2181,zk2:2181,zk3:2181/acme")
 *         .connectTimeout(Duration.ofSeconds(5))
 *         .snapshotDirectory(Path.of("/var/lib/reports/zkwire"))
 *         .property("region", "eu")
 *         .start();
 * }</pre>
 */
public final class ZkWireBuilder {

  private final Target target = new Target();
  private boolean asDefault;
  private Duration sessionTimeout = Duration.ofSeconds(15);
  private Duration connectTimeout = Duration.ofSeconds(15);
  private final List<AuthInfo> auth = new ArrayList<>();
  private @Nullable TlsOptions tls;
  private @Nullable String saslContext;
  private @Nullable ACLProvider acls;
  private @Nullable Path snapshots;
  private ZkMetrics metrics = ZkMetrics.none();
  private @Nullable ZkTracer tracer;
  private ZkClock clock = ZkClock.system();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<Class<?>, ValueConverter<?>> converters = new HashMap<>();
  private String author = System.getProperty("user.name", "unknown");
  private int history = 10;
  private LeaseOptions lease = LeaseOptions.defaults();
  private boolean apart;
  private Duration callbackWarning = Duration.ofSeconds(10);
  private Duration commandRetention = Duration.ofMinutes(5);

  ZkWireBuilder() {}

  /**
   * Which ensemble to connect to.
   *
   * @param connectString {@code host:port,host:port/chroot}; the port defaults to 2181, the chroot
   *     is created if absent
   * @return this
   * @throws OptionException ZK-OPTION-01 if it is malformed
   */
  public ZkWireBuilder connect(String connectString) {
    target.connect(ConnectString.parse(connectString));
    return this;
  }

  /** Starts a server inside this JVM, on loopback, with its data in a temporary directory. */
  public ZkWireBuilder embedded() {
    target.embedded();
    return this;
  }

  /**
   * Starts a server inside this JVM, on loopback.
   *
   * @param data where its data lies; kept when it stops
   * @return this
   */
  public ZkWireBuilder embedded(Path data) {
    target.embedded(data);
    return this;
  }

  /**
   * Uses a client that the application owns: it must be started, is not closed, and its options
   * (timeouts, credentials) hold in place of those here. Its namespace, if it has one, is the
   * chroot. Its ACL provider cannot be read from it: give the same one to {@link #acls}.
   *
   * @param client the client
   * @return this
   */
  public ZkWireBuilder framework(CuratorFramework client) {
    target.framework(client);
    return this;
  }

  /**
   * The session timeout to ask for; the server may grant another. Default 15 s.
   *
   * @param timeout 500 ms to 10 min
   * @return this
   */
  public ZkWireBuilder sessionTimeout(Duration timeout) {
    sessionTimeout =
        Ranges.within("sessionTimeout", timeout, Duration.ofMillis(500), Duration.ofMinutes(10));
    return this;
  }

  /**
   * How long to wait for the first connection, and for each blocking request. Default 15 s.
   *
   * @param timeout 100 ms to 10 min
   * @return this
   */
  public ZkWireBuilder connectTimeout(Duration timeout) {
    connectTimeout =
        Ranges.within("connectTimeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(10));
    return this;
  }

  /**
   * Credentials of the digest scheme. They travel in clear text unless {@link #tls} is set.
   *
   * @param user the user
   * @param password the password
   * @return this
   */
  public ZkWireBuilder digest(String user, String password) {
    auth.add(new AuthInfo("digest", (user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /**
   * Speaks TLS with the servers.
   *
   * @param options which certificates to trust and show
   * @return this
   */
  public ZkWireBuilder tls(TlsOptions options) {
    tls = options;
    return this;
  }

  /**
   * Authenticates by SASL.
   *
   * @param loginContext the entry of the JAAS configuration, usually {@code Client}
   * @return this
   */
  public ZkWireBuilder sasl(String loginContext) {
    saslContext = loginContext;
    return this;
  }

  /**
   * Which ACL each node gets that is created. Default: everybody may do everything, as ZooKeeper's
   * own default.
   *
   * @param provider the provider
   * @return this
   */
  public ZkWireBuilder acls(ACLProvider provider) {
    acls = provider;
    return this;
  }

  /**
   * Keeps last good configuration on disk, and starts from there when ZooKeeper cannot be reached
   * in time. Files have mode 0600; secrets are not written.
   *
   * @param directory created if absent; refused if others may write to it
   * @return this
   * @throws io.zkwire.ZkWireException ZK-SNAPSHOT-01 if it cannot be used
   */
  public ZkWireBuilder snapshotDirectory(Path directory) {
    PrivateFiles.prepare(directory);
    snapshots = directory;
    return this;
  }

  /** Where to count. Default: nowhere. */
  public ZkWireBuilder metrics(ZkMetrics where) {
    metrics = where;
    return this;
  }

  /**
   * Who looks on while guarded methods, commands and items of queues run. Default: nobody, at no
   * cost.
   *
   * @param who the tracer
   * @return this
   */
  public ZkWireBuilder tracer(ZkTracer who) {
    tracer = who;
    return this;
  }

  /** Which clocks to read; for tests that step them. */
  public ZkWireBuilder clock(ZkClock which) {
    clock = which;
    return this;
  }

  /**
   * The value of a placeholder {@code ${name}}; it precedes system properties and the environment.
   *
   * @param name the name
   * @param value its value
   * @return this
   */
  public ZkWireBuilder property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /**
   * The converter of a type.
   *
   * @param type the type
   * @param converter its converter
   * @param <T> the type
   * @return this
   */
  public <T> ZkWireBuilder converter(Class<T> type, ValueConverter<T> converter) {
    converters.put(type, converter);
    return this;
  }

  /**
   * Who publishes, as the history tells it. Default: the user of the process.
   *
   * @param name 1 to 128 printable characters
   * @return this
   */
  public ZkWireBuilder author(String name) {
    if (name.isBlank() || name.length() > 128 || name.chars().anyMatch(Character::isISOControl)) {
      throw Ranges.refused(
          "author", "it has 1 to 128 printable characters", name.length() + " characters");
    }
    author = name;
    return this;
  }

  /**
   * How many earlier revisions of a key are kept. Default 10. Without any, a publish whose
   * connection is lost cannot find out what happened.
   *
   * @param revisions 0 to 100
   * @return this
   */
  public ZkWireBuilder history(int revisions) {
    history = Ranges.within("history", revisions, 0, 100);
    return this;
  }

  /**
   * How leaderships, locks and permits are kept safe. Default: as the chroot has stored it.
   *
   * @param options the options
   * @return this
   */
  public ZkWireBuilder lease(LeaseOptions options) {
    lease = options;
    return this;
  }

  /**
   * Keeps apart from the application around it, for an agent: the client heeds none of ZooKeeper's
   * system properties, which are the application's, and threads inherit neither its class loader
   * nor its thread-locals.
   *
   * @return this
   */
  public ZkWireBuilder keepApart() {
    apart = true;
    return this;
  }

  /**
   * After how long a callback that still runs is reported. Default 10 s.
   *
   * @param after 10 ms to 1 h
   * @return this
   */
  public ZkWireBuilder callbackWarning(Duration after) {
    callbackWarning =
        Ranges.within("callbackWarning", after, Duration.ofMillis(10), Duration.ofHours(1));
    return this;
  }

  /**
   * How long commands and their acknowledgements are kept after their deadline, for those who look.
   * Default 5 min.
   *
   * @param time 1 s to 7 d
   * @return this
   */
  public ZkWireBuilder commandRetention(Duration time) {
    commandRetention =
        Ranges.within("commandRetention", time, Duration.ofSeconds(1), Duration.ofDays(7));
    return this;
  }

  /**
   * Makes this the {@code ZkWire} to which objects of classes with {@code @ZkBound(auto = true)}
   * bind themselves. One at a time, until it is closed.
   *
   * @return this
   */
  public ZkWireBuilder asDefault() {
    asDefault = true;
    return this;
  }

  /**
   * Connects.
   *
   * @return the connection
   * @throws OptionException ZK-OPTION-02 if not exactly one of connect, embedded and framework was
   *     given, or if this shall be the default and another one is
   * @throws io.zkwire.ZkConnectException ZK-SESSION-01 if ZooKeeper cannot be reached in time and
   *     there is no snapshot directory; ZK-SESSION-02 if a newer zkwire has laid out the chroot
   */
  public ZkWire start() {
    target.check();
    EmbeddedServer server = target.startServer();
    ZkWire zk = new ZkWire(options(server), target.framework(), server);
    if (asDefault) {
      becomeDefault(zk);
    }
    return zk;
  }

  private static void becomeDefault(ZkWire zk) {
    try {
      zk.becomeDefault();
    } catch (RuntimeException e) {
      zk.close();
      throw e;
    }
  }

  private SessionOptions options(@Nullable EmbeddedServer server) {
    return new SessionOptions(
        server == null ? target.servers() : server.connectString(),
        target.prefix(),
        sessionTimeout,
        connectTimeout,
        List.copyOf(auth),
        tls,
        saslContext,
        acls,
        snapshots,
        metrics,
        tracer,
        clock,
        Map.copyOf(properties),
        Map.copyOf(converters),
        author,
        history,
        lease,
        callbackWarning,
        commandRetention,
        apart);
  }
}
