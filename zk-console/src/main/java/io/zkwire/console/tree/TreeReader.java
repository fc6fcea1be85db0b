package io.zkwire.console.tree;

import io.zkwire.ErrorCode;
import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** Reads nodes in batches, and waits for the answers. Thread-safe. */
public final class TreeReader {

  private static final int MOST_IN_BATCH = 500;
  private static final int MOST_BYTES = 4 << 20;

  private final ZkWire zk;
  private final String chroot;
  private final AtomicLong requests = new AtomicLong();

  /**
   * Reads through a connection.
   *
   * @param zk the connection
   */
  public TreeReader(ZkWire zk) {
    this.zk = zk;
    this.chroot = zk.chroot();
  }

  /** The connection. */
  public ZkWire zk() {
    return zk;
  }

  /** How many requests were sent so far. */
  public long requests() {
    return requests.get();
  }

  /**
   * The path as the server knows it.
   *
   * @param path a path below the chroot
   */
  public String real(String path) {
    return path.equals("/") ? (chroot.isEmpty() ? "/" : chroot) : chroot + path;
  }

  String logical(String real) {
    String path = real.substring(chroot.length());
    return path.isEmpty() ? "/" : path;
  }

  /**
   * The client beneath.
   *
   * @throws ZkConnectException if there is no connection
   */
  public ZooKeeper client() {
    try {
      return zk.curator().getZookeeperClient().getZooKeeper();
    } catch (Exception e) {
      throw lost(e);
    }
  }

  private ZkConnectException lost(@Nullable Throwable e) {
    return new ZkConnectException(
        ErrorCode.SESSION_CONNECT,
        zk.connectString(),
        "ZooKeeper does not answer at " + zk.connectString(),
        "See whether its servers run, and try again",
        e);
  }

  /** A failure of ZooKeeper as one of ours. */
  public ZkWireException translate(KeeperException e, String path) {
    if (e.code() == Code.CONNECTIONLOSS
        || e.code() == Code.SESSIONEXPIRED
        || e.code() == Code.OPERATIONTIMEOUT) {
      return lost(e);
    }
    if (e.code() == Code.NOAUTH) {
      return new ZkWireException(
          ErrorCode.ACCESS,
          "the ACL of " + real(path) + " refuses it",
          "Connect as somebody who may",
          e);
    }
    return new ZkWireException(
        ErrorCode.SESSION_REQUEST,
        "ZooKeeper refused a request for " + real(path) + ": " + e.code(),
        "See whether the node is as it is expected to be",
        e);
  }

  /**
   * One node with all its data, as it stands now.
   *
   * @param path its path
   * @return the node, or null where there is none
   */
  public @Nullable ZNode node(String path) {
    return nodes(List.of(path), Integer.MAX_VALUE).get(path);
  }

  /**
   * Some nodes.
   *
   * @param paths their paths
   * @param mostKept data beyond so many bytes is not kept
   * @return those that are there, by path
   */
  public Map<String, ZNode> nodes(Collection<String> paths, int mostKept) {
    Map<String, ZNode> found = new LinkedHashMap<>();
    batches(
        List.copyOf(paths),
        path -> Op.getData(real(path)),
        (path, result) -> {
          if (result instanceof OpResult.GetDataResult data) {
            found.put(path, ZNode.of(path, data.getData(), data.getStat(), mostKept));
          } else if (code(result) == Code.NOAUTH) {
            found.put(path, ZNode.unreadable(path));
          }
        });
    return found;
  }

  /**
   * The names of the nodes below some others.
   *
   * @param parents the paths of the parents
   * @return the names by parent; without the parents that are not there, or may not be listed
   */
  public Map<String, List<String>> children(Collection<String> parents) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    batches(
        List.copyOf(parents),
        path -> Op.getChildren(real(path)),
        (path, result) -> {
          if (result instanceof OpResult.GetChildrenResult children) {
            found.put(path, children.getChildren());
          }
        });
    return found;
  }

  /**
   * A node and all below it.
   *
   * @param root its path
   * @param into where they are put
   * @param descend whether to look below a node
   */
  void subtree(String root, NodeMap into, Predicate<String> descend) {
    List<String> level = List.of(root);
    while (!level.isEmpty()) {
      Map<String, ZNode> nodes = nodes(level, ZNode.MOST_KEPT);
      nodes.values().forEach(into::put);
      List<String> parents =
          nodes.values().stream()
              .filter(node -> node.stat().getNumChildren() > 0 || !node.readable())
              .map(ZNode::path)
              .filter(descend)
              .toList();
      List<String> next = new ArrayList<>();
      children(parents)
          .forEach(
              (parent, names) ->
                  names.forEach(name -> next.add((parent.equals("/") ? "" : parent) + "/" + name)));
      level = next;
    }
  }

  /**
   * Some nodes with all below them, as they stand now.
   *
   * @param roots the paths of the topmost
   */
  public Nodes load(Collection<String> roots) {
    NodeMap map = new NodeMap();
    roots.forEach(root -> subtree(root, map, path -> true));
    return map;
  }

  private interface Taker {
    void take(String path, OpResult result);
  }

  private interface Reading {
    Op of(String path);
  }

  private void batches(List<String> paths, Reading reading, Taker taker) {
    int from = 0;
    int size = Math.min(64, MOST_IN_BATCH);
    while (from < paths.size()) {
      List<String> some = paths.subList(from, Math.min(paths.size(), from + size));
      List<OpResult> results = multi(some.stream().map(reading::of).toList(), some.get(0));
      long bytes = 0;
      for (int i = 0; i < results.size(); i++) {
        taker.take(some.get(i), results.get(i));
        bytes += bytes(results.get(i));
      }
      from += some.size();
      // By what the last batch held, so that an answer stays far below what the client accepts.
      long each = Math.max(100, bytes / some.size());
      size = (int) Math.max(8, Math.min(MOST_IN_BATCH, MOST_BYTES / each));
    }
  }

  private static long bytes(OpResult result) {
    if (result instanceof OpResult.GetDataResult data) {
      return data.getData() == null ? 0 : data.getData().length;
    }
    return result instanceof OpResult.GetChildrenResult children
        ? children.getChildren().size() * 32L
        : 0;
  }

  private List<OpResult> multi(List<Op> ops, String first) {
    requests.incrementAndGet();
    try {
      return client().multi(ops);
    } catch (KeeperException e) {
      throw translate(e, first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZkWireException(
          ErrorCode.SESSION_REQUEST, "interrupted while reading " + first, "Try again", e);
    }
  }

  private static Code code(OpResult result) {
    if (result instanceof OpResult.ErrorResult error) {
      Code code = Code.get(error.getErr());
      return code == null ? Code.SYSTEMERROR : code;
    }
    return Code.OK;
  }
}
