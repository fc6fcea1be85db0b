package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** The ZooKeeper session of a client. */
final class Sessions {
  private Sessions() {}

  /** The client's ZooKeeper handle; null if it has none at the moment. */
  static @Nullable ZooKeeper handle(ZkWire zk) {
    try {
      return zk.curator().getZookeeperClient().getZooKeeper();
    } catch (Exception e) {
      return null;
    }
  }

  /** The timeout that the servers granted; zero if there is no session. */
  static Duration timeout(ZkWire zk) {
    ZooKeeper handle = handle(zk);
    return handle == null ? Duration.ZERO : Duration.ofMillis(handle.getSessionTimeout());
  }
}
