package io.zkwire.benchmarks.cluster;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.ServerProcess;
import java.util.concurrent.Executor;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.ZooKeeper;

/** A persistent watch, and a read of each member that comes; it knows where the executor runs. */
final class RawWatcher implements AutoCloseable {

  private final ZooKeeper zk;
  private final Seen seen;
  private final Executor knows;

  RawWatcher(ServerProcess server, Seen seen, Executor knows) throws Exception {
    this.seen = seen;
    this.knows = knows;
    this.zk = Connections.raw(server);
    zk.addWatch(seen.root(), this::event, AddWatchMode.PERSISTENT_RECURSIVE);
  }

  private void event(WatchedEvent event) {
    switch (event.getType()) {
      case NodeCreated ->
          zk.getData(
              event.getPath(),
              false,
              (rc, p, ctx, data, stat) -> knows.execute(seen::joined),
              null);
      case NodeDeleted -> knows.execute(seen::gone);
      default -> {}
    }
  }

  @Override
  public void close() {
    Connections.close(zk);
  }
}
