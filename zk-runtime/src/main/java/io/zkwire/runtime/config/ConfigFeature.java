package io.zkwire.runtime.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zkwire.ConfigEvent;
import io.zkwire.ConfigException;
import io.zkwire.ConfigStore;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.Source;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Configuration: follows keys and gives what is read to the slots that want it. Watch first, then
 * read; after a reconnect everything is read again and compared by mzxid, since a persistent watch
 * does not replay what happened meanwhile.
 */
public final class ConfigFeature implements Feature {

  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final Codecs codecs;
  private final Watches watches;
  private final Deletions deletions = new Deletions(this);
  private final Snapshots snapshots;
  private final Store store;
  private final Map<String, ConfigKey> nodes = new ConcurrentHashMap<>();
  private final Map<String, List<ConfigKey>> trees = new ConcurrentHashMap<>();
  private final PrefixWatches prefixes;
  private final Object structure = new Object(); // which keys and watches there are
  private volatile boolean closed;

  /**
   * Makes the feature.
   *
   * @param session the session, not yet started
   */
  public ConfigFeature(Session session) {
    this.session = session;
    this.codecs = new Codecs(session.options().converters());
    this.watches = new Watches(session, this::changed);
    this.snapshots = new Snapshots(session);
    this.prefixes = new PrefixWatches(session, this::rewatch);
    this.store = new Store(session, codecs, this, prefixes);
    session.instance().part("versions", this::versions);
    session.metrics().gauge("zkwire.config.keys", () -> all().size());
    session.metrics().gauge("zkwire.config.watches", () -> watches.list().size());
  }

  /** The publisher's side. */
  public ConfigStore store() {
    return store;
  }

  /** The paths that are watched, each with all below it. */
  public List<String> watched() {
    return watches.list();
  }

  Session session() {
    return session;
  }

  Codecs codecs() {
    return codecs;
  }

  boolean disconnected() {
    return session.state() != SessionState.CONNECTED;
  }

  /** Whether values stay as they are, because the ensemble is another one than before. */
  boolean frozen() {
    return session.bootstrap().generationChanged() || !session.bootstrap().done();
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    List<Slot<?>> started = new ObjectSlots(this, target, mailbox).start(specs);
    return started.isEmpty() ? null : () -> unfollow(started);
  }

  /** Adds a slot to the key of a path. Nothing is read yet. */
  <S extends Slot<?>> S attach(
      String path, @Nullable Class<?> record, Function<ConfigKey, S> maker) {
    synchronized (structure) {
      ConfigKey key = key(path, record);
      S slot = maker.apply(key);
      key.add(slot);
      return slot;
    }
  }

  private ConfigKey key(String path, @Nullable Class<?> record) {
    if (record == null) {
      return nodes.computeIfAbsent(path, p -> new ConfigKey(this, p, null));
    }
    List<ConfigKey> same = trees.computeIfAbsent(path, p -> new ArrayList<>());
    synchronized (same) {
      for (ConfigKey key : same) {
        if (key.record() == record) {
          return key;
        }
      }
      ConfigKey key = new ConfigKey(this, path, record);
      same.add(key);
      return key;
    }
  }

  /** Watches and reads the keys of new slots. */
  void follow(Collection<ConfigKey> keys) {
    if (snapshots.enabled() && (disconnected() || frozen())) {
      keys.forEach(this::fromSnapshot);
    }
    synchronized (structure) {
      watches.require(keys.stream().map(ConfigKey::path).toList());
    }
    read(keys);
  }

  private void fromSnapshot(ConfigKey key) {
    Raw kept = snapshots.load(key);
    if (kept != null) {
      key.holdsSnapshot();
    }
    key.each(
        slot -> {
          if (slot.waiting()) {
            slot.offer(kept == null || slot.type().secret() ? Raw.ABSENT : kept, Source.SNAPSHOT);
          }
        });
  }

  void unfollow(Collection<Slot<?>> slots) {
    synchronized (structure) {
      boolean fewer = false;
      for (Slot<?> slot : slots) {
        slot.close();
        session.problems().clear(subject(slot));
        if (slot.configKey().remove(slot)) {
          drop(slot.configKey());
          session.problems().clear(slot.configKey().path());
          fewer = true;
        }
      }
      if (fewer && !session.ending()) {
        rewatch();
      }
    }
  }

  private void drop(ConfigKey key) {
    if (key.record() == null) {
      nodes.remove(key.path(), key);
      return;
    }
    List<ConfigKey> same = trees.get(key.path());
    if (same != null) {
      synchronized (same) {
        same.remove(key);
      }
    }
  }

  /** Makes the watches fit what is followed and watched now. */
  private void rewatch() {
    synchronized (structure) {
      List<String> needed = new ArrayList<>(prefixes.paths());
      all().forEach(key -> needed.add(key.path()));
      watches.require(needed);
      watches.retain(needed);
    }
  }

  private List<ConfigKey> all() {
    List<ConfigKey> all = new ArrayList<>(nodes.values());
    for (List<ConfigKey> same : trees.values()) {
      synchronized (same) {
        all.addAll(same);
      }
    }
    return all;
  }

  void read(Collection<ConfigKey> keys) {
    if (keys.size() == 1) {
      ConfigKey key = keys.iterator().next();
      if (key.startReading(session.epoch())) {
        session.bulk().readOne(key);
      }
      return;
    }
    long epoch = session.epoch();
    List<ConfigKey> ready = keys.stream().filter(key -> key.startReading(epoch)).toList();
    if (!ready.isEmpty()) {
      session.bulk().read(ready);
    }
  }

  void readAgain(ConfigKey key) {
    session.bulk().readOne(key);
  }

  @Override
  public void connected(boolean newSession) {
    watches.connected(newSession);
    long epoch = session.epoch();
    List<ConfigKey> keys = all();
    keys.forEach(key -> key.restartReading(epoch));
    session.metrics().count("zkwire.config.resyncs", 1);
    session.bulk().read(keys);
    prefixes.connected();
  }

  /**
   * Believes the ensemble: everything is read again, and what is missing falls back to its default.
   */
  public void confirmed() {
    List<ConfigKey> keys = all();
    keys.forEach(ConfigKey::forget);
    session.problems().clear(Keys.ROOT);
    read(keys);
  }

  @Override
  public void closing() {
    closed = true;
    prefixes.close();
    synchronized (structure) {
      all().forEach(key -> key.each(Slot::close));
      if (!session.owned()) {
        watches.retain(List.of());
      }
    }
    snapshots.write();
  }

  private void changed(WatchedEvent event) {
    if (closed) {
      return;
    }
    String path = session.requests().logical(event.getPath());
    prefixes.changed(path, event.getType());
    boolean deleted = event.getType() == EventType.NodeDeleted;
    ConfigKey key = nodes.get(path);
    if (key != null) {
      follow(List.of(key), deleted);
    }
    follow(treesAt(path), deleted);
    follow(treesAt(path.substring(0, Math.max(0, path.lastIndexOf('/')))), deleted);
  }

  /**
   * Reads what has changed; what has lost a node is looked at a little later, together with the
   * root.
   */
  private void follow(List<ConfigKey> keys, boolean deleted) {
    if (deleted) {
      keys.forEach(deletions::add);
    } else if (!keys.isEmpty()) {
      read(keys);
    }
  }

  private List<ConfigKey> treesAt(String path) {
    List<ConfigKey> same = trees.get(path);
    if (same == null) {
      return List.of();
    }
    synchronized (same) {
      return List.copyOf(same);
    }
  }

  void vanished(ConfigKey key) {
    if (!frozen()) {
      deletions.add(key);
    }
  }

  void rootGone() {
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.CONFIG_ROOT_GONE,
                Keys.ROOT,
                ErrorCode.CONFIG_ROOT_GONE.message(
                    session.requests().real(Keys.ROOT) + " is gone. All values stay as they are",
                    "Publish the keys again; each is followed again as soon as it is there")),
            null);
  }

  void good(Slot<?> slot, Raw raw, Source source) {
    session.metrics().count("zkwire.config.applied", 1);
    session.problems().clear(slot.configKey().path());
    session.problems().clear(subject(slot));
    if (!raw.absent() && Keys.below(Keys.ROOT, slot.configKey().path())) {
      session.problems().clear(Keys.ROOT);
    }
    session.instance().changed();
    if (source == Source.ZOOKEEPER && !slot.type().secret() && !frozen()) {
      snapshots.save(slot.configKey(), raw);
    }
  }

  void bad(Slot<?> slot, Raw raw, Throwable e) {
    session.metrics().count("zkwire.config.rejected", 1);
    String why =
        slot.type().secret()
            ? ""
            : ": " + Names.printable(String.valueOf(e.getMessage())) + found(raw);
    String message =
        ErrorCode.CONFIG_BAD_VALUE.message(
            "the value of "
                + session.requests().real(slot.configKey().path())
                + " at mzxid 0x"
                + Long.toHexString(raw.mzxid())
                + " does not fit "
                + slot.type().owner()
                + why
                + ". The last good value stays",
            "Publish a value of the right form");
    session
        .problems()
        .report(
            new Problem(ErrorCode.CONFIG_BAD_VALUE, subject(slot), message),
            slot.type().secret() ? null : e);
  }

  private static String found(Raw raw) {
    if (raw.bytes() == null) {
      return "";
    }
    String text = new String(raw.bytes(), 0, Math.min(60, raw.bytes().length), UTF_8);
    return "; found '" + Names.printable(text) + (raw.bytes().length > 60 ? "...'" : "'");
  }

  void missing(Slot<?> slot) {
    session
        .problems()
        .report(
            new Problem(
                ErrorCode.CONFIG_REQUIRED,
                subject(slot),
                ErrorCode.CONFIG_REQUIRED.message(
                    "the required key "
                        + slot.configKey()
                        + " of "
                        + slot.type().owner()
                        + " has no value. The last good one stays",
                    "Publish it")),
            null);
  }

  private static String subject(Slot<?> slot) {
    return slot.configKey().path() + " for " + slot.type().owner();
  }

  void refused(ConfigKey key, Code code) {
    ZkWireException e =
        Failures.denied(code)
            ? Failures.denied(session.requests().real(key.path()), "READ")
            : new ConfigException(
                ErrorCode.CONFIG_UNREADABLE,
                key.path(),
                "ZooKeeper answered " + code + " for " + key,
                "Look at the node",
                null);
    unreadable(key, e);
  }

  void unreadable(ConfigKey key, Throwable e) {
    ZkWireException failure = Failures.translate(e, "read", key.path());
    session
        .problems()
        .report(
            new Problem(failure.code(), key.path(), String.valueOf(failure.getMessage())), null);
    key.each(slot -> slot.fail(failure));
    session.later(() -> readIfFollowed(key), RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void readIfFollowed(ConfigKey key) {
    if (!closed && key.followed()) {
      read(List.of(key));
    }
  }

  /** The key could be read: it is no problem any more that it could not. */
  void readable(ConfigKey key) {
    session.problems().clear(key.path());
  }

  private Map<String, String> versions() {
    Map<String, String> out = new TreeMap<>();
    for (ConfigKey key : all()) {
      out.put(key.path(), Long.toHexString(key.loaded()));
    }
    return out;
  }

  /** What happened to a node, for whoever watches a prefix. */
  static ConfigEvent.@Nullable Kind kind(EventType type) {
    return switch (type) {
      case NodeCreated, NodeDataChanged -> ConfigEvent.Kind.PUBLISHED;
      case NodeDeleted -> ConfigEvent.Kind.DELETED;
      default -> null;
    };
  }
}
