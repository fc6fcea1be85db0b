package io.zkwire.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** Looks for ephemeral nodes that outlive the clients of a test. */
final class Leftovers {
  private final PlainSession session;
  private final String root;

  Leftovers(PlainSession session, String root) {
    this.session = session;
    this.root = root;
  }

  /**
   * The ephemeral nodes that are left once sessions had time to expire: a client that was cut off
   * could not end its session.
   */
  List<String> after(Duration grace) {
    List<String> left = new ArrayList<>();
    Await.isSo(
        grace,
        () -> {
          left.clear();
          collect(left);
          return left.isEmpty();
        });
    return List.copyOf(left);
  }

  private void collect(List<String> left) {
    try {
      session.zooKeeper().sync(root, (code, path, context) -> {}, null);
      collect(root, left);
    } catch (KeeperException e) {
      throw new IllegalStateException("The nodes under " + root + " could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect(String path, List<String> left)
      throws KeeperException, InterruptedException {
    ZooKeeper zooKeeper = session.zooKeeper();
    Stat stat = new Stat();
    List<String> children;
    try {
      children = zooKeeper.getChildren(path, false, stat);
    } catch (NoNodeException | NoAuthException e) {
      return; // gone meanwhile, or closed to everybody by the test itself
    }
    if (stat.getEphemeralOwner() != 0) {
      left.add(
          path.substring(root.length())
              + " (session 0x"
              + Long.toHexString(stat.getEphemeralOwner())
              + ")");
    }
    for (String child : children) {
      collect(path + "/" + child, left);
    }
  }
}
