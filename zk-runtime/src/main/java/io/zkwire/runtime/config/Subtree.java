package io.zkwire.runtime.config;

import io.zkwire.ConfigEntry;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that stands at and below a path, one depth after the other: the nodes of a depth in
 * batches, then in batches the names below those that have children. For one reading. Thread-safe.
 */
final class Subtree {

  /** How many names one answer may have: each has 128 characters at most. */
  private static final int MOST_NAMES = 4_000;

  /** How many nodes are asked for their children at a time. */
  private static final int MOST_PARENTS = 500;

  private final Session session;
  private final Map<String, ConfigEntry> found = new TreeMap<>();
  private final List<Parent> parents = new ArrayList<>();
  private @Nullable Throwable failure;

  /** A node that has children, and how many. */
  private record Parent(String path, int children) {}

  Subtree(Session session) {
    this.session = session;
  }

  /** The keys that have a value, sorted by their paths. */
  CompletableFuture<List<ConfigEntry>> read(String root) {
    return depth(List.of(root)).thenApply(done -> entries());
  }

  private synchronized List<ConfigEntry> entries() {
    return List.copyOf(found.values());
  }

  private CompletableFuture<@Nullable Void> depth(Collection<String> paths) {
    if (paths.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return session
        .bulk()
        .read(paths.stream().map(Node::new).toList())
        .thenCompose(done -> names())
        .thenCompose(this::depth);
  }

  /** The children of all that were found to have some since the last time. */
  private CompletableFuture<List<String>> names() {
    List<Parent> waiting;
    synchronized (this) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      waiting = List.copyOf(parents);
      parents.clear();
    }
    List<CompletableFuture<List<String>>> answers =
        batches(waiting).stream().map(this::names).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  private static List<List<Parent>> batches(List<Parent> all) {
    List<List<Parent>> batches = new ArrayList<>();
    List<Parent> batch = new ArrayList<>();
    int names = 0;
    for (Parent each : all) {
      if (!batch.isEmpty()
          && (names + each.children() > MOST_NAMES || batch.size() == MOST_PARENTS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        names = 0;
      }
      batch.add(each);
      names += each.children();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private CompletableFuture<List<String>> names(List<Parent> batch) {
    Requests requests = session.requests();
    List<Op> ops = batch.stream().map(p -> Op.getChildren(requests.real(p.path()))).toList();
    return requests.multi(ops).thenApply(results -> below(batch, results));
  }

  private List<String> below(List<Parent> batch, List<OpResult> results) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String parent = batch.get(i).path();
      if (present(parent, results.get(i))
          && results.get(i) instanceof OpResult.GetChildrenResult names) {
        names.getChildren().forEach(name -> paths.add(parent + "/" + name));
      }
    }
    return paths;
  }

  /** Whether a node is there; one that an ACL closes is no node that is absent. */
  private boolean present(String path, OpResult result) {
    Code code = Requests.errorOf(result);
    if (code != Code.OK && code != Code.NONODE) {
      throw Failures.denied(code)
          ? Failures.denied(session.requests().real(path), "READ")
          : Failures.translate(KeeperException.create(code, path), "read", path);
    }
    return code == Code.OK;
  }

  /** One node: its data, and whether there is more below it. */
  private final class Node implements BulkReader.Item {

    private final String path;

    Node(String path) {
      this.path = path;
    }

    @Override
    public List<String> paths() {
      return List.of(path);
    }

    @Override
    public int knownBytes() {
      return -1;
    }

    @Override
    public void accept(List<OpResult> results) {
      if (present(path, results.get(0)) && results.get(0) instanceof OpResult.GetDataResult data) {
        add(data.getData(), data.getStat());
      }
    }

    /** A node has a value if it has data, or is empty and has no children. */
    private void add(byte @Nullable [] data, Stat stat) {
      boolean empty = data == null || data.length == 0;
      boolean below = stat.getNumChildren() > 0;
      synchronized (Subtree.this) {
        if (data != null && !(empty && (below || path.equals(Keys.ROOT)))) {
          found.put(path, Store.entry(Keys.shown(path), data, stat));
        }
        if (below) {
          parents.add(new Parent(path, stat.getNumChildren()));
        }
      }
    }

    @Override
    public void failed(Throwable e) {
      synchronized (Subtree.this) {
        failure = failure == null ? e : failure;
      }
    }
  }
}
