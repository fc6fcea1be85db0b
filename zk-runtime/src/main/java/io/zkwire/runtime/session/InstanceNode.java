package io.zkwire.runtime.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.runtime.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process tells operators of itself: {@code /zkwire/instances/<uuid>}, an ephemeral node
 * with the hashes of its manifests and the versions it has loaded, and {@code
 * /zkwire/manifests/<sha256>}. Written at most every ten seconds, with jitter. Nothing waits for
 * it, and nobody but operators' tools reads it: a failure is reported and no more.
 */
public final class InstanceNode {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceNode.class);
  private static final int LARGEST = 256 << 10;

  private final Session session;
  private final String host;
  private final Instant started;
  private final ConcurrentSkipListMap<String, String> manifests = new ConcurrentSkipListMap<>();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final ConcurrentSkipListMap<String, Supplier<?>> parts = new ConcurrentSkipListMap<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Mailbox asking;
  private volatile Map<String, Object> told = Map.of();
  private volatile long nextWrite;
  private volatile boolean closed;

  InstanceNode(Session session) {
    this.session = session;
    this.host = Addresses.local(); // asks the resolver: not on the event thread
    this.started = session.options().clock().now();
    this.nextWrite = session.options().clock().nanoTime();
    this.asking = session.mailbox("description");
  }

  /** The host of this process, as operators see it. */
  public String host() {
    return host;
  }

  private String path() {
    return "/zkwire/instances/" + session.id();
  }

  /**
   * Adds the manifest of a class. It is stored once, by its hash.
   *
   * @param type the name of the class
   * @param manifest the manifest
   */
  public void manifest(String type, String manifest) {
    if (!manifest.equals(manifests.put(type, manifest))) {
      changed();
    }
  }

  /**
   * Adds a part of the description.
   *
   * @param name its key in the JSON
   * @param value reads what Jackson can write; called on a callback thread when the node is
   *     written. One that throws, or gives something else, is told as that, and keeps nothing else
   *     from being told
   */
  public void part(String name, Supplier<?> value) {
    parts.put(name, value);
  }

  /** Something in the description has changed: it will be written soon. */
  public void changed() {
    if (closed || !scheduled.compareAndSet(false, true)) {
      return;
    }
    long wait = Math.max(0, nextWrite - session.options().clock().nanoTime());
    long jitter = ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000);
    if (session.later(this::ask, wait + jitter, TimeUnit.NANOSECONDS) == null) {
      scheduled.set(false);
    }
  }

  /** A new session: the node is gone, and perhaps what was stored by an ensemble of before. */
  void connected() {
    stored.clear();
    create();
    changed();
  }

  private void create() {
    if (closed) {
      return;
    }
    session
        .requests()
        .createNode(path(), description(), CreateMode.EPHEMERAL)
        .whenComplete(this::created);
  }

  private void created(@Nullable Stat stat, @Nullable Throwable e) {
    if (e != null
        && Failures.unwrap(e) instanceof KeeperException k
        && k.code() == Code.NODEEXISTS) {
      replaceOld();
    } else {
      failed(e);
    }
  }

  /** A node of the same name is ours, by its UUID: of the session before, or of this one. */
  private void replaceOld() {
    session
        .requests()
        .get(path())
        .thenAccept(
            node -> {
              if (node == null) {
                create();
              } else if (node.stat().getEphemeralOwner() != currentSession()) {
                delete(node.stat().getVersion());
              }
            })
        .whenComplete((done, e) -> failed(e));
  }

  private void delete(int version) {
    session
        .requests()
        .done(
            path(),
            (zk, future) ->
                zk.delete(
                    session.requests().real(path()),
                    version,
                    (rc, p, ctx) -> Answers.done(future, rc, path()),
                    null))
        .whenComplete((done, e) -> session.later(this::create, 1, TimeUnit.SECONDS));
  }

  private long currentSession() {
    try {
      return session.zooKeeper().getSessionId();
    } catch (Exception e) {
      return 0;
    }
  }

  /** The application tells its parts on a thread of callbacks, one question at a time. */
  private void ask() {
    asking.post(
        "parts",
        () -> {
          scheduled.set(false);
          Map<String, Object> now = new LinkedHashMap<>();
          parts.forEach((name, value) -> now.put(name, read(name, value)));
          told = now;
          write();
        });
  }

  @SuppressWarnings("CatchingUnchecked") // code of the application may throw anything
  private Object read(String name, Supplier<?> value) {
    try {
      Object now = value.get();
      String plain = PlainJson.of(now);
      return new PlainJson.Written(plain != null ? plain : Jackson.text(now));
    } catch (Throwable e) {
      LOG.debug("{} cannot describe '{}'", session.label(), name, e);
      return "cannot be told: " + e.getClass().getName();
    }
  }

  private void write() {
    if (closed || session.state() != io.zkwire.runtime.SessionState.CONNECTED) {
      return; // written when the connection is back
    }
    nextWrite = session.options().clock().nanoTime() + TimeUnit.SECONDS.toNanos(10);
    manifests.values().stream().filter(stored::add).forEach(this::store);
    session
        .requests()
        .<Stat>send(
            path(),
            (zk, future) ->
                zk.setData(
                    session.requests().real(path()),
                    description(),
                    -1,
                    (rc, p, ctx, stat) -> Answers.finish(future, rc, path(), stat),
                    null))
        .whenComplete(this::written);
  }

  private void written(@Nullable Stat stat, @Nullable Throwable e) {
    if (e != null && Failures.unwrap(e) instanceof KeeperException k && k.code() == Code.NONODE) {
      create(); // deleted by somebody: not an order
    } else {
      failed(e);
    }
  }

  private void store(String manifest) {
    session
        .requests()
        .createNode(
            "/zkwire/manifests/" + sha256(manifest),
            manifest.getBytes(StandardCharsets.UTF_8),
            CreateMode.PERSISTENT)
        .handle((stat, e) -> Bootstrap.unlessThere(e))
        .whenComplete(
            (done, e) -> {
              if (e != null) {
                stored.remove(manifest); // tried again with the next description
              }
              failed(e);
            });
  }

  private Map<String, String> hashes() {
    Map<String, String> out = new LinkedHashMap<>();
    manifests.forEach((type, manifest) -> out.put(type, sha256(manifest)));
    return out;
  }

  private byte[] description() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", session.id());
    json.put("host", host);
    json.put("pid", ProcessHandle.current().pid());
    json.put("started", started.toString());
    json.put("java", System.getProperty("java.version", ""));
    json.put("manifests", hashes());
    json.put(
        "problems", session.problems().list().stream().map(Problem::message).limit(100).toList());
    json.putAll(told);
    byte[] bytes = bytes(json);
    if (bytes.length > LARGEST) {
      parts.keySet().forEach(json::remove);
      json.put("truncated", true);
      bytes = bytes(json);
    }
    return bytes;
  }

  private static byte[] bytes(Map<String, Object> json) {
    return Objects.requireNonNull(PlainJson.of(json)).getBytes(StandardCharsets.UTF_8);
  }

  /** What an application tells that is not plain. Not loaded without need. */
  private static final class Jackson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static String text(@Nullable Object value) throws JsonProcessingException {
      return MAPPER.writeValueAsString(MAPPER.valueToTree(value));
    }
  }

  private void failed(@Nullable Throwable e) {
    if (e != null && !closed && !Failures.connectionLost(e)) {
      LOG.warn("{} cannot describe itself to operators under /zkwire", session.label(), e);
    }
  }

  /** The connection's end takes the node away; a client that is not ours needs it to be deleted. */
  void close() {
    closed = true;
    session
        .requests()
        .done(
            path(),
            (zk, future) ->
                zk.delete(
                    session.requests().real(path()),
                    -1,
                    (rc, p, ctx) -> Answers.done(future, rc, path()),
                    null));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
