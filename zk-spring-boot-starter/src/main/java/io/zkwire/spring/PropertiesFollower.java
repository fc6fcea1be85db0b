package io.zkwire.spring;

import io.zkwire.ConfigEntry;
import io.zkwire.Live;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets imported properties follow ZooKeeper, and with them each {@link LiveProperties}. It begins
 * with the first of these: an application without them pays nothing. One thread reads what has
 * changed, swaps it in and binds what has to do with it; listeners are called on others.
 * Thread-safe.
 */
final class PropertiesFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PropertiesFollower.class);

  /** More handles than this are not told at a time. */
  private static final int MOST_CALLBACKS = 1_024;

  /** After so long a reading that failed is tried again. */
  private static final long RETRY_MILLIS = 5_000;

  private final ZkWire zk;
  private final ZkMetrics metrics;
  private final List<ImportedSource> sources;
  private final List<LiveProperties<?>> all = new CopyOnWriteArrayList<>();
  private final List<ImportWatch> watches = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor callbacks =
      new ThreadPoolExecutor(
          0,
          MOST_CALLBACKS,
          2,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          PropertiesFollower::thread,
          new ThreadPoolExecutor.DiscardPolicy());
  private @Nullable ScheduledThreadPoolExecutor thread;
  private volatile boolean closed;

  PropertiesFollower(ZkWire zk, ConfigurableEnvironment environment, ZkMetrics metrics) {
    this.zk = zk;
    this.metrics = metrics;
    this.sources =
        environment.getPropertySources().stream()
            .filter(ImportedSource.class::isInstance)
            .map(ImportedSource.class::cast)
            .toList();
  }

  private static Thread thread(Runnable task) {
    Thread made = new Thread(task, "zkwire-properties");
    made.setDaemon(true);
    return made;
  }

  /**
   * A handle of an object of properties.
   *
   * @param prefix the prefix of its properties
   * @param first what was bound at the start
   * @param binder binds another one
   * @param <T> its type
   * @return the handle
   */
  <T> Live<T> follow(String prefix, T first, Supplier<T> binder) {
    long mzxid = newest(PropertyPrefix.of(prefix));
    LiveProperties<T> live =
        new LiveProperties<>(prefix, first, mzxid, binder, zk, metrics, new InTurn(callbacks));
    all.add(live);
    begin();
    return live;
  }

  /** What could not be bound. */
  List<String> problems() {
    return all.stream().map(LiveProperties::problem).filter(Objects::nonNull).toList();
  }

  private synchronized void begin() {
    if (thread != null || sources.isEmpty()) {
      return;
    }
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1, PropertiesFollower::thread, new ThreadPoolExecutor.DiscardPolicy());
    thread = made;
    for (ImportedSource source : sources) {
      ImportWatch watch = new ImportWatch(source, made, this::read);
      watches.add(watch);
      watch.begin(zk.config());
    }
  }

  private Set<String> read(ImportedSource source, String key, boolean gone) {
    if (zk.state() != SessionState.CONNECTED || zk.health().generationChanged()) {
      return Set.of(); // all is read when it is back, or when an operator has confirmed it
    }
    boolean everything = key.equals(source.prefix());
    List<LiveProperties<?>> affected = everything ? all : affected(source, key);
    String root = everything ? key : root(source, key, affected);
    try {
      List<ConfigEntry> now = zk.config().readAll(root);
      if (everything && now.isEmpty() && source.size() > 1) {
        LOG.warn("nothing stands where {} was read: the last properties stay", source);
        return Set.of();
      }
      // Everything is read by many requests: what these miss is not known to be gone.
      Predicate<String> forgets =
          gone ? any -> true : everything ? any -> false : ofFound(source, affected, now);
      if (source.replace(root, now, forgets)) {
        affected.forEach(live -> live.bindAgain(newest(live.prefix())));
      }
      return everything && !gone ? source.without(now) : Set.of(); // of others an event tells
    } catch (ZkWireException e) {
      if (!closed) {
        LOG.warn("'{}' could not be read, and is tried again", key, e);
        watches.stream()
            .filter(watch -> watch.of(source))
            .forEach(watch -> watch.again(key, gone, RETRY_MILLIS));
      }
      return Set.of();
    }
  }

  private List<LiveProperties<?>> affected(ImportedSource source, String key) {
    return all.stream().filter(live -> source.concerns(live.prefix(), key)).toList();
  }

  /**
   * The keys of those objects of which anything was found: a key is published after its parents.
   */
  private static Predicate<String> ofFound(
      ImportedSource source, List<LiveProperties<?>> affected, List<ConfigEntry> now) {
    List<PropertyPrefix> found =
        affected.stream()
            .map(LiveProperties::prefix)
            .filter(prefix -> now.stream().anyMatch(entry -> source.concerns(prefix, entry.key())))
            .toList();
    return key -> found.stream().anyMatch(prefix -> source.concerns(prefix, key));
  }

  /** The keys of one object are read together: what was published together is seen together. */
  private static String root(ImportedSource source, String key, List<LiveProperties<?>> affected) {
    return affected.stream()
        .map(live -> live.prefix().root(key, source.prefix()))
        .min(Comparator.comparingInt(String::length))
        .orElse(key);
  }

  private long newest(PropertyPrefix prefix) {
    return sources.stream().mapToLong(source -> source.newest(prefix)).max().orElse(0);
  }

  @Override
  public synchronized void close() {
    closed = true;
    watches.forEach(ImportWatch::close);
    if (thread != null) {
      thread.shutdownNow();
    }
    callbacks.shutdown();
  }
}
