package io.zkwire.benchmarks.cluster;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.ServerProcess;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.ZooKeeper;

/** A persistent watch, and a read of each member that comes; on ZooKeeper's event thread. */
final class RawWatcher implements AutoCloseable {

  private final ZooKeeper zk;
  private final Seen seen;

  RawWatcher(ServerProcess server, Seen seen) throws Exception {
    this.seen = seen;
    this.zk = Connections.raw(server);
    zk.addWatch(seen.root(), this::event, AddWatchMode.PERSISTENT_RECURSIVE);
  }

  private void event(WatchedEvent event) {
    switch (event.getType()) {
      case NodeCreated ->
          zk.getData(event.getPath(), false, (rc, path, ctx, data, stat) -> seen.joined(), null);
      case NodeDeleted -> seen.gone();
      default -> {}
    }
  }

  @Override
  public void close() {
    Connections.close(zk);
  }
}
