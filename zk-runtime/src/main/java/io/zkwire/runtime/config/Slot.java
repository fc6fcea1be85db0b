package io.zkwire.runtime.config;

import io.zkwire.ConfigChange;
import io.zkwire.Live;
import io.zkwire.Registration;
import io.zkwire.Source;
import io.zkwire.Versioned;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Mailbox;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value that follows one key: a field of one object, or a {@link Live} handle. It takes what
 * was read, converts it, keeps the last good value, and tells its listeners. Thread-safe; never
 * calls the application's code under its lock.
 */
final class Slot<V> implements Live<V> {

  /** Puts a value into a field. Generated code that neither blocks nor calls the application. */
  @FunctionalInterface
  interface Sink<V> {
    void put(V value) throws Throwable;
  }

  private final ConfigKey configKey;
  private final SlotType<V> type;
  private final V defaultValue;
  private final @Nullable Sink<V> sink;
  private @Nullable Mailbox mailbox;
  private volatile V value;
  private long mzxid;
  private Source source = Source.DEFAULT;
  private @Nullable List<SlotListener<V>> listeners;
  private @Nullable FirstValues pending;
  private volatile @Nullable Mailbox conversions;
  private boolean closed;

  /** The next slot of the same key; guarded by the key. */
  @Nullable Slot<?> next;

  /**
   * Makes a slot that holds its default.
   *
   * @param configKey the key
   * @param type what it shares with the others of its spec
   * @param defaultValue what holds while the key is absent
   * @param sink where the value goes beside, or null
   * @param mailbox where listeners run, or null for one of its own
   * @param pending told of the first value
   */
  Slot(
      ConfigKey configKey,
      SlotType<V> type,
      V defaultValue,
      @Nullable Sink<V> sink,
      @Nullable Mailbox mailbox,
      FirstValues pending) {
    this.configKey = configKey;
    this.type = type;
    this.defaultValue = defaultValue;
    this.value = defaultValue;
    this.sink = sink;
    this.mailbox = mailbox;
    this.pending = pending;
  }

  /** Where the application's conversions run, one at a time; nothing that comes later overtakes. */
  private synchronized Mailbox conversions() {
    if (conversions == null) {
      conversions = feature().session().mailbox("config");
    }
    return Objects.requireNonNull(conversions);
  }

  private ConfigFeature feature() {
    return configKey.feature();
  }

  @Override
  public V get() {
    return value;
  }

  @Override
  public synchronized Versioned<V> current() {
    return new Versioned<>(value, mzxid, source, type.secret());
  }

  @Override
  public boolean stale() {
    return feature().disconnected() || current().source() == Source.SNAPSHOT;
  }

  @Override
  public Registration onChange(Consumer<? super ConfigChange<V>> listener) {
    return listen("onChange(" + key() + ")", listener::accept);
  }

  Registration listen(String name, SlotListener.Call<V> call) {
    SlotListener<V> added = new SlotListener<>(this, name, call);
    List<SlotListener<V>> all;
    synchronized (this) {
      if (listeners == null) {
        listeners = new CopyOnWriteArrayList<>();
      }
      if (mailbox == null) {
        mailbox = feature().session().mailbox("config");
      }
      all = listeners;
    }
    all.add(added);
    return () -> all.remove(added);
  }

  /** The key as the application wrote it. */
  String key() {
    return Keys.shown(configKey.path());
  }

  ConfigKey configKey() {
    return configKey;
  }

  SlotType<V> type() {
    return type;
  }

  /** Whether it still waits for its first value. */
  synchronized boolean waiting() {
    return pending != null && !closed;
  }

  /**
   * Takes what was read; converts it here or, where that is the application's code, on a callback
   * thread.
   */
  void offer(Raw raw, Source from) {
    if (type.codec().foreign() && (!raw.absent() || conversions != null)) {
      conversions().post("convert " + key(), () -> convert(raw, from));
    } else {
      convert(raw, from);
    }
  }

  @SuppressWarnings(
      "CatchingUnchecked") // converters and constructors of the application may throw anything
  private void convert(Raw raw, Source from) {
    try {
      if (!raw.absent()) {
        take(type.codec().decode(raw, defaultValue), raw.mzxid(), from);
        good(raw, from);
      } else if (type.required()) {
        feature().reports().missing(this);
      } else {
        if (!type.keeps()) {
          take(defaultValue, 0, Source.DEFAULT);
        } // else nobody knows the default: the last value stays
        good(raw, from);
      }
    } catch (Throwable e) {
      feature().reports().bad(this, raw, e);
    }
    first();
  }

  private void good(Raw raw, Source from) {
    feature().reports().good(this, raw);
    feature().keep(this, raw, from);
  }

  private void take(V offered, long offeredMzxid, Source from) throws Throwable {
    @Nullable Versioned<V> before;
    @Nullable List<SlotListener<V>> told;
    synchronized (this) {
      if (closed || (from == Source.SNAPSHOT && source != Source.DEFAULT)) {
        return; // ended, or ZooKeeper has answered meanwhile
      }
      boolean equal = same(value, offered);
      told = equal || pending != null ? null : listeners;
      before = told == null ? null : current();
      if (!equal) {
        if (sink != null) {
          sink.put(offered);
        }
        value = offered;
      }
      mzxid = offeredMzxid;
      source = from;
    }
    if (told != null && before != null) {
      for (SlotListener<V> listener : told) {
        listener.announce(before, Objects.requireNonNull(mailbox));
      }
    }
  }

  private void first() {
    FirstValues waiting = takePending();
    if (waiting != null) {
      waiting.arrived();
    }
  }

  /** The key cannot be read: whoever waits for the first value is told. */
  void fail(ZkWireException e) {
    FirstValues waiting = takePending();
    if (waiting != null) {
      waiting.failed(e);
    }
  }

  private synchronized @Nullable FirstValues takePending() {
    FirstValues waiting = pending;
    pending = null;
    return waiting;
  }

  synchronized void close() {
    closed = true;
  }

  static boolean same(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }

  @Override
  public String toString() {
    return key() + "=" + current();
  }
}
