package io.zkwire.runtime.config;

import io.zkwire.ConfigEntry;
import io.zkwire.ConfigEvent;
import io.zkwire.ConfigException;
import io.zkwire.ConfigRevision;
import io.zkwire.ConfigStore;
import io.zkwire.ConfigTransaction;
import io.zkwire.ConfigVersion;
import io.zkwire.ErrorCode;
import io.zkwire.Live;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** The publisher's side. */
final class Store implements ConfigStore {

  private final Session session;
  private final Codecs codecs;
  private final ConfigFeature feature;
  private final PrefixWatches prefixes;
  private final History history;
  private final Map<Class<?>, SlotType<?>> liveTypes = new ConcurrentHashMap<>();

  Store(Session session, Codecs codecs, ConfigFeature feature, PrefixWatches prefixes) {
    this.session = session;
    this.codecs = codecs;
    this.feature = feature;
    this.prefixes = prefixes;
    this.history = new History(session);
  }

  private String path(String key) {
    session.requireOpen();
    return Keys.path(key, session.options().properties());
  }

  @Override
  public ConfigTransaction transaction() {
    session.requireOpen();
    return new Transaction(session, codecs, history);
  }

  @Override
  public Optional<ConfigEntry> read(String key) {
    Node node = node(path(key));
    if (node == null || node.data() == null) {
      return Optional.empty();
    }
    return Optional.of(entry(key, node.data(), node.stat()));
  }

  /** A key as it was read. */
  static ConfigEntry entry(String key, byte[] data, Stat stat) {
    return new ConfigEntry(
        key,
        data,
        new ConfigVersion(stat.getMzxid(), stat.getVersion()),
        Instant.ofEpochMilli(stat.getMtime()));
  }

  private @Nullable Node node(String path) {
    return session.blocking().call(() -> session.requests().get(path), "read", path);
  }

  @Override
  public <T> Optional<T> read(String key, Class<T> type) {
    Codec<T> codec = codecs.of(type);
    return read(key).map(entry -> decode(codec, entry));
  }

  private static <T> T decode(Codec<T> codec, ConfigEntry entry) {
    try {
      return codec.decode(new Raw(entry.bytes(), null, entry.version().mzxid()), null);
    } catch (Exception e) {
      throw new ConfigException(
          ErrorCode.CONFIG_BAD_VALUE,
          entry.key(),
          "the value of "
              + entry.key()
              + " at mzxid 0x"
              + Long.toHexString(entry.version().mzxid())
              + " is not what was asked for: "
              + Names.printable(String.valueOf(e.getMessage())),
          "Read it as its own type",
          e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    session.requireOpen();
    String root = Keys.prefix(prefix, session.options().properties());
    TreeSet<String> found = new TreeSet<>();
    session.blocking().call(() -> collect(root, found), "list", root);
    return found.stream().map(Keys::shown).toList();
  }

  private CompletableFuture<@Nullable Void> collect(String path, Set<String> found) {
    return session
        .requests()
        .children(path)
        .thenCompose(children -> collect(path, children, found));
  }

  /** A node has a value if it has data, or is empty and has no children. */
  private CompletableFuture<@Nullable Void> collect(
      String path, @Nullable Listing children, Set<String> found) {
    if (children == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (children.stat().getDataLength() > 0
        || (children.names().isEmpty() && !path.equals(Keys.ROOT))) {
      synchronized (found) {
        found.add(path);
      }
    }
    CompletableFuture<?>[] below =
        children.names().stream()
            .map(name -> collect(path + "/" + name, found))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(below).thenApply(all -> null);
  }

  @Override
  public List<ConfigEntry> readAll(String prefix) {
    session.requireOpen();
    String root = Keys.prefix(prefix, session.options().properties());
    Subtree subtree = new Subtree(session);
    return session.blocking().call(() -> subtree.read(root), "read", root);
  }

  @Override
  public Registration watch(String prefix, Consumer<? super ConfigEvent> listener) {
    session.requireOpen();
    return prefixes.add(Keys.prefix(prefix, session.options().properties()), listener);
  }

  @Override
  public List<ConfigRevision> history(String key) {
    return history.revisions(path(key));
  }

  @Override
  public ConfigVersion rollBack(String key, long mzxid) {
    ConfigRevision wanted =
        history(key).stream()
            .filter(revision -> revision.mzxid() == mzxid)
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigException(
                        ErrorCode.CONFIG_NO_REVISION,
                        key,
                        "no revision 0x" + Long.toHexString(mzxid) + " of " + key + " is kept",
                        "Take one from history(key)",
                        null));
    byte[] bytes = wanted.bytes();
    if (bytes == null) {
      delete(key);
      return ConfigVersion.ABSENT;
    }
    return publish(key, bytes);
  }

  @SuppressWarnings("unchecked") // each was put in under its own type
  private <T> SlotType<T> liveType(Class<T> type) {
    return (SlotType<T>)
        liveTypes.computeIfAbsent(
            type, t -> new SlotType<>(codecs.of(t), false, false, false, "Live", "live"));
  }

  @Override
  public <T> Live<T> live(String key, Class<T> type, T defaultValue) {
    String path = path(key);
    FirstValues first = new FirstValues();
    first.expect();
    Slot<T> slot =
        feature.attach(
            path, null, at -> new Slot<>(at, liveType(type), defaultValue, null, null, first));
    try {
      feature.follow(List.of(slot.configKey()));
      first.await(session.blocking(), path);
      return slot;
    } catch (RuntimeException e) {
      feature.unfollow(List.of(slot));
      throw e;
    }
  }
}
