package io.zkwire.tests.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryUntilElapsed;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.KeeperException.NotEmptyException;
import org.apache.zookeeper.data.Stat;

/** A third party with a client of its own: looks at nodes, and deletes those of others. */
final class Observer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 6_000;
  private static final int RETRY_MILLIS = 20_000;

  private final CuratorFramework client;

  Observer(String connectString) {
    client =
        CuratorFrameworkFactory.newClient(
            connectString, TIMEOUT_MILLIS, TIMEOUT_MILLIS, new RetryUntilElapsed(RETRY_MILLIS, 50));
    client.start();
  }

  CuratorFramework client() {
    return client;
  }

  /** A request to ZooKeeper. */
  private interface Request<T> {
    T make() throws Exception;
  }

  private static <T> T ask(Request<T> request) {
    try {
      return request.make();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new RoundFailure("the observer's request failed: " + e);
    }
  }

  /** Creates a node and its parents, or empties it. */
  void put(String path) {
    ask(() -> client.create().orSetData().creatingParentsIfNeeded().forPath(path, new byte[0]));
  }

  String text(String path) {
    return new String(ask(() -> client.getData().forPath(path)), StandardCharsets.UTF_8);
  }

  /** The paths of those who stand in line; none if the root is absent. */
  List<String> standing(String root) {
    try {
      return ask(
          () -> {
            client.sync().forPath(root);
            return client.getChildren().forPath(root).stream().map(c -> root + "/" + c).toList();
          });
    } catch (RoundFailure e) {
      if (ask(() -> client.checkExists().forPath(root)) == null) {
        return List.of();
      }
      throw e;
    }
  }

  /** The node of a session in a line, the oldest if there are more. */
  Optional<String> nodeOf(String root, String session) {
    long owner = Long.parseUnsignedLong(session, 16);
    List<Stat> stats = new ArrayList<>();
    String found = null;
    for (String path : standing(root)) {
      Stat stat = ask(() -> client.checkExists().forPath(path));
      if (stat != null
          && stat.getEphemeralOwner() == owner
          && stats.stream().allMatch(s -> stat.getCzxid() < s.getCzxid())) {
        stats.add(stat);
        found = path;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Everything about a line that explains why nobody works. */
  String describe(String root) {
    StringBuilder text = new StringBuilder(root);
    Stat of = ask(() -> client.checkExists().forPath(root));
    if (of == null) {
      return text.append(" is absent").toString();
    }
    text.append(" (version %d, cversion %d)".formatted(of.getVersion(), of.getCversion()));
    for (String path : standing(root)) {
      Stat stat = ask(() -> client.checkExists().forPath(path));
      text.append(", ").append(path.substring(root.length() + 1));
      if (stat != null) {
        text.append(
            " of session %x (czxid %x)".formatted(stat.getEphemeralOwner(), stat.getCzxid()));
      }
    }
    return text.toString();
  }

  /** Deletes a node, which may be gone. */
  boolean delete(String path) {
    return ask(
        () -> {
          try {
            client.delete().forPath(path);
            return true;
          } catch (NoNodeException e) {
            return false; // its owner was faster
          }
        });
  }

  /** Deletes a root with all below it, however quickly others create it again. */
  void deleteAll(String root) {
    ask(
        () -> {
          while (true) {
            try {
              for (String child : client.getChildren().forPath(root)) {
                delete(root + "/" + child);
              }
              client.delete().forPath(root);
              return true;
            } catch (NotEmptyException | NodeExistsException e) {
              continue; // somebody came while it was deleted
            } catch (NoNodeException e) {
              return true;
            }
          }
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
