package io.zkwire.runtime.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the session, without waiting. Paths stand below the chroot. Futures complete on
 * ZooKeeper's event thread, in the order of the requests; what depends on them must not block. What
 * answers show of the ensemble's transactions is told to {@link Bootstrap}. Thread-safe.
 */
public final class Requests {

  private final Session session;
  private final String prefix;
  private final ACLProvider acls;
  private final Parents parents;
  private final Unanswered unanswered = new Unanswered();

  Requests(Session session, ACLProvider acls) {
    this.session = session;
    this.prefix = session.options().prefix();
    this.acls = acls;
    this.parents = new Parents(this, acls);
  }

  /** The path as the server knows it. */
  public String real(String path) {
    return path.equals("/") ? (prefix.isEmpty() ? "/" : prefix) : prefix + path;
  }

  /** The path below the chroot. */
  public String logical(String real) {
    return real.length() == prefix.length() ? "/" : real.substring(prefix.length());
  }

  /** The ACL that a node is created with. */
  public List<ACL> acl(String path) {
    List<ACL> own = acls.getAclForPath(real(path));
    return own != null ? own : acls.getDefaultAcl();
  }

  /** An operation that demands that a node is there. */
  public Op check(String path) {
    return Op.check(real(path), -1);
  }

  /** An operation that replaces the data of a node; version -1 for any. */
  public Op set(String path, byte @Nullable [] data, int version) {
    return Op.setData(real(path), data, version);
  }

  /** An operation that deletes a node, whatever its version. */
  public Op delete(String path) {
    return Op.delete(real(path), -1);
  }

  /** An operation that creates a node. */
  public Op create(String path, byte @Nullable [] data, CreateMode mode) {
    return Op.create(real(path), data, acl(path), mode);
  }

  /**
   * Sends several operations as one request.
   *
   * @param ops the operations, with real paths; all reads or all writes
   * @return their results, in order; reads that failed alone are an {@code ErrorResult}. Fails if
   *     the request failed, or for writes if one of them did
   */
  public CompletableFuture<List<OpResult>> multi(List<Op> ops) {
    return send(
        ops.get(0).getPath(),
        (zk, answer) ->
            zk.multi(
                ops,
                (rc, path, ctx, results) -> {
                  if (results != null) {
                    answer.saw(Answers.newest(results));
                    answer.made(Answers.madeBy(results));
                  }
                  Answers.multi(answer, rc, ops, results);
                },
                null));
  }

  /** The code of a result; OK for one that is no error. */
  public static Code errorOf(OpResult result) {
    if (result instanceof OpResult.ErrorResult error) {
      Code code = Code.get(error.getErr());
      return code == null ? Code.SYSTEMERROR : code;
    }
    return Code.OK;
  }

  /**
   * Reads a node.
   *
   * @param path the path
   * @return the node, or null where there is none
   */
  public CompletableFuture<@Nullable Node> get(String path) {
    return get(path, null);
  }

  /**
   * Reads a node and watches it once, where it is there.
   *
   * @param path the path
   * @param watcher told once of its next change, or null for none
   * @return the node, or null where there is none
   */
  public CompletableFuture<@Nullable Node> get(String path, @Nullable Watcher watcher) {
    return send(
        path,
        (zk, answer) ->
            zk.getData(
                real(path),
                watcher,
                (rc, p, ctx, data, stat) -> {
                  answer.saw(Answers.newest(stat));
                  Answers.found(answer, rc, path, stat == null ? null : new Node(data, stat));
                },
                null));
  }

  /**
   * Looks at a node and watches it once, whether it is there or not.
   *
   * @param path the path
   * @param watcher told once of its next change, its creation too, or null for none
   * @return its Stat, or null where there is none
   */
  public CompletableFuture<@Nullable Stat> stat(String path, @Nullable Watcher watcher) {
    return send(
        path,
        (zk, answer) ->
            zk.exists(
                real(path),
                watcher,
                (rc, p, ctx, stat) -> {
                  answer.saw(Answers.newest(stat));
                  Answers.found(answer, rc, path, stat);
                },
                null));
  }

  /** Reads a node, its answer in the form of a multi with this one read. */
  CompletableFuture<List<OpResult>> getAsResult(String path) {
    return send(
        path,
        (zk, answer) ->
            zk.getData(
                real(path),
                false,
                (rc, p, ctx, data, stat) -> {
                  answer.saw(Answers.newest(stat));
                  if (stat != null) {
                    answer.complete(List.of(new OpResult.GetDataResult(data, stat)));
                  } else if (rc == Code.NONODE.intValue() || rc == Code.NOAUTH.intValue()) {
                    answer.complete(List.of(new OpResult.ErrorResult(rc)));
                  } else {
                    answer.completeExceptionally(Answers.failure(rc, path));
                  }
                },
                null));
  }

  /**
   * Lists the children of a node.
   *
   * @param path the path
   * @return their names and the Stat of the node, or null where there is no such node
   */
  public CompletableFuture<@Nullable Listing> children(String path) {
    return children(path, null);
  }

  /**
   * Lists the children of a node and watches for the next one that comes or goes.
   *
   * @param path the path
   * @param watcher told once, or null for none
   * @return their names and the Stat of the node, or null where there is no such node
   */
  public CompletableFuture<@Nullable Listing> children(String path, @Nullable Watcher watcher) {
    return send(
        path,
        (zk, answer) ->
            zk.getChildren(
                real(path),
                watcher,
                (rc, p, ctx, names, stat) -> {
                  answer.saw(Answers.newest(stat));
                  Answers.found(answer, rc, path, stat == null ? null : new Listing(names, stat));
                },
                null));
  }

  /**
   * Lets a watcher of children be told no longer; what the server still knows of it ends with the
   * next child that comes or goes.
   *
   * @param path the path
   * @param watcher the watcher
   */
  public void unwatch(String path, Watcher watcher) {
    done(
        path,
        (zk, future) ->
            zk.removeWatches(
                real(path),
                watcher,
                Watcher.WatcherType.Children,
                true,
                (rc, p, ctx) ->
                    Answers.done(future, rc == Code.NOWATCHER.intValue() ? 0 : rc, path),
                null));
  }

  /**
   * Creates a node whose parent exists.
   *
   * @param path the path
   * @param data its data, or null
   * @param mode its kind
   * @return its Stat; fails with NODEEXISTS if it exists
   */
  public CompletableFuture<Stat> createNode(String path, byte @Nullable [] data, CreateMode mode) {
    return send(
        path,
        (zk, answer) ->
            zk.create(
                real(path),
                data,
                acl(path),
                mode,
                (rc, p, ctx, name, stat) -> {
                  answer.made(stat == null ? 0 : stat.getCzxid());
                  Answers.finish(answer, rc, path, stat);
                },
                null));
  }

  /**
   * Creates an ephemeral node with a number at the end of its name.
   *
   * @param prefix its path without the number
   * @param data its data
   * @return its path and Stat; fails with NONODE if its parent is missing
   */
  public CompletableFuture<Created> createSequential(String prefix, byte[] data) {
    return createSequential(prefix, data, CreateMode.EPHEMERAL_SEQUENTIAL);
  }

  /**
   * Creates a node with a number at the end of its name.
   *
   * @param prefix its path without the number
   * @param data its data, or null
   * @param mode its kind, a sequential one
   * @return its path and Stat; fails with NONODE if its parent is missing
   */
  public CompletableFuture<Created> createSequential(
      String prefix, byte @Nullable [] data, CreateMode mode) {
    return send(
        prefix,
        (zk, answer) ->
            zk.create(
                real(prefix),
                data,
                acl(prefix),
                mode,
                (rc, p, ctx, name, stat) -> {
                  answer.made(stat == null ? 0 : stat.getCzxid());
                  String path = name == null ? prefix : logical(name);
                  Answers.finish(answer, rc, prefix, new Created(path, stat));
                },
                null));
  }

  /**
   * Creates a node and the parents that are missing, the chroot's own nodes too; those that exist
   * are left alone.
   *
   * @param path the path
   * @return completes when it is there
   */
  public CompletableFuture<@Nullable Void> ensure(String path) {
    return parents.ensure(real(path));
  }

  /** Lets later reads see all writes that the ensemble's leader had accepted before. */
  public CompletableFuture<@Nullable Void> sync(String path) {
    return done(
        path,
        (zk, future) -> zk.sync(real(path), (rc, p, ctx) -> Answers.done(future, rc, path), null));
  }

  /** One request of the client's own API. */
  @FunctionalInterface
  interface Call<T> {
    void send(ZooKeeper zk, Answer<T> answer) throws Exception;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever the client throws becomes the future's failure
  <T extends @Nullable Object> CompletableFuture<T> send(String path, Call<T> call) {
    session.metrics().count("zkwire.requests", 1);
    ZooKeeper client;
    try {
      client = session.zooKeeper();
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
    Answer<T> answer = new Answer<>(session.bootstrap(), unanswered.of(client));
    try {
      call.send(client, answer);
    } catch (Exception e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /** A new session has begun, by this client: clients of before answer no more. */
  void begun(ZooKeeper present) {
    unanswered.endAllBut(present);
  }

  /** A request that gives nothing but its success. */
  CompletableFuture<@Nullable Void> done(String path, Call<@Nullable Void> call) {
    return send(path, call);
  }

  /**
   * A node that was read.
   *
   * @param data its data; null where it was created without any
   * @param stat its Stat
   */
  public record Node(byte @Nullable [] data, Stat stat) {}

  /**
   * A node that was created.
   *
   * @param path its path
   * @param stat its Stat
   */
  public record Created(String path, Stat stat) {}

  /**
   * The children of a node.
   *
   * @param names their names, in no order
   * @param stat the Stat of the node itself
   */
  public record Listing(List<String> names, Stat stat) {}
}
