package io.zkwire.benchmarks.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** The nodes that are read. */
public final class Nodes {

  private static final int REQUEST_BYTES = 700_000;

  private Nodes() {}

  /** Creates a node and its parents. */
  public static void create(ZooKeeper zk, String path, String value) throws Exception {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      createOne(zk, path.substring(0, slash), "");
    }
    createOne(zk, path, value);
  }

  private static void createOne(ZooKeeper zk, String path, String value) throws Exception {
    try {
      zk.create(path, bytes(value), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    } catch (KeeperException.NodeExistsException e) {
      // wanted anyway
    }
  }

  /**
   * Creates the children {@code k000}, {@code k001}, … of a node.
   *
   * @param zk the client
   * @param parent the node, created if absent
   * @param count how many
   * @param value the value of each
   * @return their paths
   */
  public static List<String> children(
      ZooKeeper zk, String parent, int count, IntFunction<String> value) throws Exception {
    create(zk, parent, "");
    List<String> paths = new ArrayList<>(count);
    List<Op> ops = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < count; i++) {
      byte[] data = bytes(value.apply(i));
      if (!ops.isEmpty() && (size + data.length > REQUEST_BYTES || ops.size() == 500)) {
        zk.multi(ops);
        ops.clear();
        size = 0;
      }
      String path = parent + "/" + name(i);
      paths.add(path);
      ops.add(Op.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
      size += data.length + path.length() + 100;
    }
    zk.multi(ops);
    return paths;
  }

  /** The name of a child. */
  public static String name(int index) {
    return String.format("k%03d", index);
  }

  /** UTF-8. */
  public static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
