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

  private final ConfigFeature feature;
  private final ConfigKey configKey;
  private final SlotType<V> type;
  private final Versioned<V> defaults;
  private final @Nullable Sink<V> sink;
  private final Mailbox mailbox;
  private volatile Versioned<V> current;
  private @Nullable List<SlotListener<V>> listeners;
  private @Nullable FirstValues pending;
  private boolean closed;

  /** The next slot of the same key; guarded by the key. */
  @Nullable Slot<?> next;

  Slot(
      ConfigFeature feature,
      ConfigKey configKey,
      SlotType<V> type,
      V defaultValue,
      @Nullable Sink<V> sink,
      Mailbox mailbox,
      FirstValues pending) {
    this.feature = feature;
    this.configKey = configKey;
    this.type = type;
    this.defaults = new Versioned<>(defaultValue, 0, Source.DEFAULT, type.secret());
    this.sink = sink;
    this.mailbox = mailbox;
    this.pending = pending;
    this.current = defaults;
  }

  @Override
  public V get() {
    return current.value();
  }

  @Override
  public Versioned<V> current() {
    return current;
  }

  @Override
  public boolean stale() {
    return current.source() == Source.SNAPSHOT || feature.disconnected();
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
  void offer(Raw raw, Source source) {
    if (type.codec().foreign() && (!raw.absent() || configKey.converting())) {
      configKey.conversions(feature).post("convert " + key(), () -> convert(raw, source));
    } else {
      convert(raw, source);
    }
  }

  @SuppressWarnings(
      "CatchingUnchecked") // converters and constructors of the application may throw anything
  private void convert(Raw raw, Source source) {
    try {
      if (!raw.absent()) {
        V value = type.codec().decode(raw, defaults.value());
        take(new Versioned<>(value, raw.mzxid(), source, type.secret()));
        feature.good(this, raw, source);
      } else if (type.required()) {
        feature.missing(this);
      } else if (type.keeps() && current.source() != Source.DEFAULT) {
        feature.good(this, raw, source); // nobody knows the default: the last value stays
      } else {
        take(defaults);
        feature.good(this, raw, source);
      }
    } catch (Throwable e) {
      feature.bad(this, raw, e);
    }
    first();
  }

  private void take(Versioned<V> offered) throws Throwable {
    Versioned<V> before;
    boolean told;
    synchronized (this) {
      if (closed) {
        return;
      }
      before = current;
      if (offered.source() == Source.SNAPSHOT && before.source() != Source.DEFAULT) {
        return; // ZooKeeper has answered meanwhile
      }
      boolean equal = same(before.value(), offered.value());
      if (!equal && sink != null) {
        sink.put(offered.value());
      }
      current =
          equal
              ? new Versioned<>(before.value(), offered.mzxid(), offered.source(), type.secret())
              : offered;
      told = !equal && pending == null && listeners != null;
    }
    if (told) {
      for (SlotListener<V> listener : Objects.requireNonNull(listeners)) {
        listener.announce(before, mailbox);
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
    return key() + "=" + current;
  }
}
