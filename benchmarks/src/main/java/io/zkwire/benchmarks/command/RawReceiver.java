package io.zkwire.benchmarks.command;

import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.ServerProcess;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A session that reads each command that comes, and acknowledges it by one node. */
final class RawReceiver implements AutoCloseable {

  private final ZooKeeper zk;
  private final String root;
  private final String answers;
  private final String name;

  RawReceiver(ServerProcess server, String root, String answers, String name) throws Exception {
    this.root = root;
    this.answers = answers;
    this.name = name;
    this.zk = Connections.raw(server);
    zk.addWatch(root, this::event, AddWatchMode.PERSISTENT_RECURSIVE);
  }

  private void event(WatchedEvent event) {
    if (event.getType() == EventType.NodeCreated && !event.getPath().equals(root)) {
      zk.getData(event.getPath(), false, (rc, path, ctx, data, stat) -> answer(path), null);
    }
  }

  private void answer(String command) {
    String number = command.substring(command.lastIndexOf('/') + 1);
    zk.create(
        answers + "/" + number + "/" + name,
        Nodes.bytes("done"),
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        CreateMode.PERSISTENT,
        (rc, path, ctx, created) -> {},
        null);
  }

  @Override
  public void close() {
    Connections.close(zk);
  }
}
