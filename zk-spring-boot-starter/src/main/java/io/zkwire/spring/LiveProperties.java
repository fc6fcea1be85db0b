package io.zkwire.spring;

import io.zkwire.ConfigChange;
import io.zkwire.ErrorCode;
import io.zkwire.Live;
import io.zkwire.Registration;
import io.zkwire.Source;
import io.zkwire.Versioned;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkMetrics;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;

/**
 * One {@code @ConfigurationProperties} object that is bound again as a whole when properties of it
 * have changed, and swapped as one. One that cannot be bound leaves the last good one. Thread-safe;
 * {@link #bindAgain} is called by one thread.
 *
 * @param <T> the type of the object
 */
final class LiveProperties<T> implements Live<T> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveProperties.class);

  private final String name;
  private final PropertyPrefix prefix;
  private final Supplier<T> binder;
  private final ZkWire zk;
  private final ZkMetrics metrics;
  private final Executor callbacks;
  private final List<Consumer<? super ConfigChange<T>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Versioned<T> current;
  private volatile @Nullable String problem;

  /**
   * Holds what was bound at the start.
   *
   * @param name the prefix as the annotation has it
   * @param first what was bound
   * @param mzxid the transaction of the newest key that took part; 0 for none
   * @param binder binds another one
   * @param zk the connection
   * @param metrics where values that are accepted and refused are counted
   * @param callbacks calls listeners, one at a time
   */
  LiveProperties(
      String name,
      T first,
      long mzxid,
      Supplier<T> binder,
      ZkWire zk,
      ZkMetrics metrics,
      Executor callbacks) {
    this.name = name;
    this.prefix = PropertyPrefix.of(name);
    this.binder = binder;
    this.zk = zk;
    this.metrics = metrics;
    this.callbacks = callbacks;
    this.current = versioned(first, mzxid);
  }

  private static <T> Versioned<T> versioned(T value, long mzxid) {
    return new Versioned<>(value, mzxid, mzxid > 0 ? Source.ZOOKEEPER : Source.DEFAULT, true);
  }

  PropertyPrefix prefix() {
    return prefix;
  }

  /** Why the last try to bind it failed; null where it did not. */
  @Nullable String problem() {
    return problem;
  }

  @Override
  public T get() {
    return current.value();
  }

  @Override
  public Versioned<T> current() {
    return current;
  }

  @Override
  public boolean stale() {
    return zk.state() != SessionState.CONNECTED;
  }

  @Override
  public Registration onChange(Consumer<? super ConfigChange<T>> listener) {
    Consumer<ConfigChange<T>> own = change -> listener.accept(change); // may be added twice
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  /**
   * Binds another object and swaps it in.
   *
   * @param mzxid the transaction of the newest key that takes part; 0 for none
   */
  void bindAgain(long mzxid) {
    T next;
    try {
      next = binder.get();
    } catch (RuntimeException e) {
      refused(e);
      return;
    }
    problem = null;
    metrics.count("zkwire.config.applied", 1);
    Versioned<T> before = current;
    Versioned<T> now = versioned(next, mzxid);
    if (Objects.equals(before.value(), next)) {
      return;
    }
    current = now;
    ConfigChange<T> change = new ConfigChange<>(name, before, now);
    listeners.forEach(listener -> callbacks.execute(() -> tell(listener, change)));
  }

  /** The message quotes no value: it may be a secret. */
  private void refused(RuntimeException e) {
    ZkWireException why =
        new ZkWireException(
            ErrorCode.SPRING_PROPERTIES,
            "the properties '"
                + name
                + "' have changed and cannot be bound to "
                + current.value().getClass().getName()
                + reason(e),
            "The last good ones stay. Mend the key that was changed last",
            null);
    metrics.count("zkwire.config.rejected", 1);
    problem = why.getMessage();
    LOG.warn("{}", problem);
    LOG.debug("it could not be bound", e);
  }

  private static String reason(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof BindException bind) {
        return ": " + bind.getMessage();
      }
    }
    return ": " + e.getClass().getSimpleName();
  }

  private void tell(Consumer<? super ConfigChange<T>> listener, ConfigChange<T> change) {
    long began = System.nanoTime();
    try {
      listener.accept(change);
    } catch (RuntimeException | Error e) {
      metrics.count("zkwire.callbacks.failed", 1);
      LOG.warn("a listener of the properties '{}' failed", name, e);
    } finally {
      metrics.time("zkwire.callbacks.time", System.nanoTime() - began);
    }
  }

  @Override
  public String toString() {
    return "Live[" + name + "]";
  }
}
