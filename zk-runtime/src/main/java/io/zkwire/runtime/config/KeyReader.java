package io.zkwire.runtime.config;

import io.zkwire.ConfigException;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;

/** Reads the keys that are followed; what cannot be read is tried again. Thread-safe. */
final class KeyReader {

  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final ConfigReports reports;
  private volatile boolean closed;

  KeyReader(Session session, ConfigReports reports) {
    this.session = session;
    this.reports = reports;
  }

  /** Reads keys; one that is being read is read again after that. */
  void read(Collection<ConfigKey> wanted) {
    if (wanted.size() == 1) {
      ConfigKey key = wanted.iterator().next();
      if (key.startReading(session.epoch())) {
        session.bulk().readOne(key);
      }
      return;
    }
    long epoch = session.epoch();
    List<ConfigKey> ready = wanted.stream().filter(key -> key.startReading(epoch)).toList();
    if (!ready.isEmpty()) {
      session.bulk().read(ready);
    }
  }

  /** A key that changed while it was read. */
  void again(ConfigKey key) {
    session.bulk().readOne(key);
  }

  /** Reads keys after a reconnect, whatever was under way. */
  void restart(Collection<ConfigKey> all) {
    long epoch = session.epoch();
    all.forEach(key -> key.restartReading(epoch));
    session.metrics().count("zkwire.config.resyncs", 1);
    session.bulk().read(all);
  }

  /** ZooKeeper has answered with a code that is neither success nor absence. */
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

  /** A key could not be read. */
  void unreadable(ConfigKey key, Throwable e) {
    ZkWireException failure = Failures.translate(e, "read", key.path());
    reports.unreadable(key, failure);
    key.each(slot -> slot.fail(failure));
    session.later(() -> readIfFollowed(key), RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void readIfFollowed(ConfigKey key) {
    if (!closed && key.followed()) {
      read(List.of(key));
    }
  }

  /** Tries nothing again any more. */
  void close() {
    closed = true;
  }
}
