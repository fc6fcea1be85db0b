package io.zkwire.runtime.config;

import io.zkwire.ConfigStore;
import io.zkwire.Registration;
import io.zkwire.Source;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.session.Watches;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Configuration: follows keys and gives what is read to the slots that want it. Watch first, then
 * read; after a reconnect everything is read again and compared by mzxid, since a persistent watch
 * does not replay what happened meanwhile.
 */
public final class ConfigFeature implements Feature {

  private final Session session;
  private final Codecs codecs;
  private final Watches watches;
  private final Deletions deletions = new Deletions(this);
  private final Snapshots snapshots;
  private final Store store;
  private final ConfigKeys keys = new ConfigKeys(this);
  private final ConfigReports reports;
  private final KeyReader reader;
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
    this.reports = new ConfigReports(session);
    this.reader = new KeyReader(session, reports);
    this.codecs = new Codecs(session.options().converters());
    this.watches = new Watches(session, this::changed);
    this.snapshots = new Snapshots(session);
    this.prefixes = new PrefixWatches(session, this::rewatch);
    this.store = new Store(session, codecs, this, prefixes);
    session.instance().part("versions", this::versions);
    session.metrics().gauge("zkwire.config.keys", () -> keys.all().size());
    session.metrics().gauge("zkwire.config.newest", this::newest);
    session.metrics().gauge("zkwire.config.watches", () -> watches.list().size());
  }

  /** The publisher's side. */
  public ConfigStore store() {
    return store;
  }

  @Override
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
      ConfigKey key = keys.key(path, record);
      S slot = maker.apply(key);
      key.add(slot);
      return slot;
    }
  }

  /** Watches and reads the keys of new slots. */
  void follow(Collection<ConfigKey> wanted) {
    if (snapshots.enabled() && (disconnected() || frozen())) {
      wanted.forEach(this::fromSnapshot);
    }
    synchronized (structure) {
      watches.require(wanted.stream().map(ConfigKey::path).toList());
    }
    reader.read(wanted);
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
        reports.forget(slot);
        if (slot.configKey().remove(slot)) {
          keys.drop(slot.configKey());
          reports.readable(slot.configKey());
          fewer = true;
        }
      }
      if (fewer && !session.ending()) {
        rewatch();
      }
    }
  }

  /** Makes the watches fit what is followed and watched now. */
  private void rewatch() {
    synchronized (structure) {
      List<String> needed = new ArrayList<>(prefixes.paths());
      keys.all().forEach(key -> needed.add(key.path()));
      watches.require(needed);
      watches.retain(needed);
    }
  }

  @Override
  public void connected(boolean newSession) {
    watches.connected(newSession);
    reader.restart(keys.all());
    prefixes.connected();
  }

  /**
   * Believes the ensemble: everything is read again, and what is missing falls back to its default.
   */
  @Override
  public void confirmed() {
    List<ConfigKey> all = keys.all();
    all.forEach(ConfigKey::forget);
    session.problems().clear(Keys.ROOT);
    reader.read(all);
  }

  @Override
  public void closing() {
    closed = true;
    reader.close();
    prefixes.close();
    synchronized (structure) {
      keys.all().forEach(key -> key.each(Slot::close));
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
    ConfigKey key = keys.nodeAt(path);
    if (key != null) {
      follow(List.of(key), deleted);
    }
    follow(keys.treesAt(path), deleted);
    follow(keys.treesAt(path.substring(0, Math.max(0, path.lastIndexOf('/')))), deleted);
  }

  /**
   * Reads what has changed; what has lost a node is looked at a little later, together with the
   * root.
   */
  private void follow(List<ConfigKey> affected, boolean deleted) {
    if (deleted) {
      affected.forEach(deletions::add);
    } else if (!affected.isEmpty()) {
      reader.read(affected);
    }
  }

  void vanished(ConfigKey key) {
    if (!frozen()) {
      deletions.add(key);
    }
  }

  /** Who reads. */
  KeyReader reader() {
    return reader;
  }

  /** What is told to operators. */
  ConfigReports reports() {
    return reports;
  }

  /** Keeps a value that was read from ZooKeeper for a start without it. */
  void keep(Slot<?> slot, Raw raw, Source source) {
    if (source == Source.ZOOKEEPER && !slot.type().secret() && !frozen()) {
      snapshots.save(slot.configKey(), raw);
    }
  }

  /** The transaction of the newest value that was loaded; 0 where there is none. */
  private long newest() {
    return keys.all().stream().mapToLong(ConfigKey::loaded).max().orElse(0);
  }

  private Map<String, String> versions() {
    Map<String, String> out = new TreeMap<>();
    for (ConfigKey key : keys.all()) {
      out.put(key.path(), Long.toHexString(key.loaded()));
    }
    return out;
  }
}
