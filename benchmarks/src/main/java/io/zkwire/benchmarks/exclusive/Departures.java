package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** When a node of a role went, as a client of its own is told. Thread-safe. */
final class Departures implements AutoCloseable {

  private static final long LATEST_NANOS = 10_000_000_000L;

  private final ZooKeeper client;
  private final Map<String, Long> byName = new ConcurrentHashMap<>();

  Departures(ServerProcess server) throws Exception {
    client = Connections.raw(server);
    client.addWatch("/", this::changed, AddWatchMode.PERSISTENT_RECURSIVE);
  }

  private void changed(WatchedEvent event) {
    if (event.getType() == Watcher.Event.EventType.NodeDeleted) {
      long now = System.nanoTime();
      for (String name : event.getPath().split("/", -1)) {
        byName.put(name, now);
      }
    }
  }

  /**
   * When the last one went. Whoever stood behind it may have been told a moment before.
   *
   * @param role the role, whose name is nobody else's
   * @param since what went before that moment does not count
   */
  long of(String role, long since) {
    long deadline = System.nanoTime() + LATEST_NANOS;
    Long when = byName.get(role);
    while (when == null || when - since < 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("no node of " + role + " has gone");
      }
      Thread.onSpinWait();
      when = byName.get(role);
    }
    return when;
  }

  @Override
  public void close() {
    Connections.close(client);
  }
}
