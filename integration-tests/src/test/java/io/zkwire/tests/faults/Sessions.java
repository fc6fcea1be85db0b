package io.zkwire.tests.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** The session beneath a client of Curator. */
final class Sessions {
  private static final int TIMEOUT_MILLIS = 5_000;

  private Sessions() {}

  /** Tells the harness each state of a connection. */
  static void tell(CuratorFramework client, Events events) {
    client
        .getConnectionStateListenable()
        .addListener(
            (c, state) -> events.send("state", Long.toString(System.nanoTime()), state.name()));
  }

  static String id(CuratorFramework client) throws Exception {
    return Long.toHexString(client.getZookeeperClient().getZooKeeper().getSessionId());
  }

  /** Takes the session over by a second connection and closes it there: the servers forget it. */
  static void expire(CuratorFramework client, String servers) throws Exception {
    ZooKeeper handle = client.getZookeeperClient().getZooKeeper();
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper second =
        new ZooKeeper(
            servers,
            TIMEOUT_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected
                  || event.getState() == KeeperState.Expired) {
                connected.countDown();
              }
            },
            handle.getSessionId(),
            handle.getSessionPasswd());
    try {
      if (!connected.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The session could not be taken over");
      }
    } finally {
      second.close();
    }
  }
}
