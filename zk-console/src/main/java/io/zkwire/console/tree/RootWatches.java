package io.zkwire.console.tree;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.List;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One recursive watch for each part of the tree. Thread-safe. */
final class RootWatches {

  private static final Logger LOG = LoggerFactory.getLogger(RootWatches.class);

  private final TreeReader reader;
  private final List<String> roots;
  private final Watcher watcher;
  private volatile @Nullable ZooKeeper watched;

  RootWatches(TreeReader reader, List<String> roots, Watcher watcher) {
    this.reader = reader;
    this.roots = roots;
    this.watcher = watcher;
  }

  /** Sets them for a new client; the client itself sets them again after each reconnect. */
  void set() {
    ZooKeeper client = reader.client();
    if (client == watched) {
      return;
    }
    for (String root : roots) {
      try {
        client.addWatch(reader.real(root), watcher, AddWatchMode.PERSISTENT_RECURSIVE);
      } catch (KeeperException e) {
        throw reader.translate(e, root);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ZkWireException(
            ErrorCode.SESSION_REQUEST, "interrupted while watching", "Try again", e);
      }
    }
    watched = client;
  }

  /** Takes them away, without waiting for the answers. */
  void remove() {
    ZooKeeper client = watched;
    if (client == null) {
      return;
    }
    for (String root : roots) {
      client.removeWatches(
          reader.real(root),
          watcher,
          Watcher.WatcherType.Any,
          true,
          (code, path, context) -> LOG.debug("No longer watched: {} ({})", path, code),
          null);
    }
  }
}
