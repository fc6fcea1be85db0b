package io.zkwire.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** A connection to the servers beside those of the test. */
final class PlainSession implements Watcher, AutoCloseable {
  static final Duration AT_MOST = Duration.ofSeconds(30);

  private final ZooKeeper zooKeeper;
  private volatile KeeperState state = KeeperState.Disconnected;

  /** Opens a session of its own. */
  PlainSession(String connectString) {
    this(connectString, 0, new byte[16]);
  }

  /** Takes over another client's session; 0 opens one. */
  PlainSession(String connectString, long sessionId, byte[] password) {
    try {
      zooKeeper = new ZooKeeper(connectString, (int) AT_MOST.toMillis(), this, sessionId, password);
    } catch (IOException e) {
      throw new UncheckedIOException("No connection to " + connectString, e);
    }
  }

  @Override
  public void process(WatchedEvent event) {
    state = event.getState();
  }

  /** Waits until the servers have answered; tells whether the session lives. */
  boolean isAlive() {
    Await.until(
        "a server answers",
        AT_MOST,
        () -> state == KeeperState.SyncConnected || state == KeeperState.Expired);
    return state == KeeperState.SyncConnected;
  }

  ZooKeeper zooKeeper() {
    return zooKeeper;
  }

  /** Ends the session, if it is connected. */
  @Override
  public void close() {
    try {
      zooKeeper.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
