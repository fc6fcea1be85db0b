package io.zkwire.runtime.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
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
 * ZooKeeper's event thread, in the order of the requests; what depends on them must not block.
 * Thread-safe.
 */
public final class Requests {

  private final Session session;
  private final String prefix;
  private final ACLProvider acls;

  Requests(Session session, ACLProvider acls) {
    this.session = session;
    this.prefix = session.options().prefix();
    this.acls = acls;
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
    boolean reads = ops.get(0).getKind() == Op.OpKind.READ;
    return send(
        ops.get(0).getPath(),
        (zk, future) ->
            zk.multi(
                ops,
                (rc, path, ctx, results) -> {
                  int failed = results == null || reads ? -1 : failedOp(results);
                  if (results != null && failed < 0) {
                    future.complete(results);
                  } else if (results == null) {
                    future.completeExceptionally(failure(rc, ops.get(0).getPath()));
                  } else {
                    future.completeExceptionally(
                        new MultiFailed(failed, failedOp(ops, results, failed)));
                  }
                },
                null));
  }

  private static int failedOp(List<OpResult> results) {
    for (int i = 0; i < results.size(); i++) {
      if (errorOf(results.get(i)) != Code.OK
          && errorOf(results.get(i)) != Code.RUNTIMEINCONSISTENCY) {
        return i;
      }
    }
    return -1;
  }

  private static KeeperException failedOp(List<Op> ops, List<OpResult> results, int index) {
    return KeeperException.create(errorOf(results.get(index)), ops.get(index).getPath());
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
        (zk, future) ->
            zk.getData(
                real(path),
                watcher,
                (rc, p, ctx, data, stat) ->
                    found(future, rc, path, stat == null ? null : new Node(data, stat)),
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
        (zk, future) ->
            zk.exists(
                real(path), watcher, (rc, p, ctx, stat) -> found(future, rc, path, stat), null));
  }

  /** Reads a node, its answer in the form of a multi with this one read. */
  CompletableFuture<List<OpResult>> getAsResult(String path) {
    return send(
        path,
        (zk, future) ->
            zk.getData(
                real(path),
                false,
                (rc, p, ctx, data, stat) -> {
                  if (stat != null) {
                    future.complete(List.of(new OpResult.GetDataResult(data, stat)));
                  } else if (rc == Code.NONODE.intValue() || rc == Code.NOAUTH.intValue()) {
                    future.complete(List.of(new OpResult.ErrorResult(rc)));
                  } else {
                    future.completeExceptionally(failure(rc, path));
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
        (zk, future) ->
            zk.getChildren(
                real(path),
                watcher,
                (rc, p, ctx, names, stat) ->
                    found(future, rc, path, stat == null ? null : new Listing(names, stat)),
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
        (zk, future) ->
            zk.create(
                real(path),
                data,
                acl(path),
                mode,
                (rc, p, ctx, name, stat) -> finish(future, rc, path, stat),
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
    return send(
        prefix,
        (zk, future) ->
            zk.create(
                real(prefix),
                data,
                acl(prefix),
                CreateMode.EPHEMERAL_SEQUENTIAL,
                (rc, p, ctx, name, stat) ->
                    finish(
                        future,
                        rc,
                        prefix,
                        new Created(name == null ? prefix : logical(name), stat)),
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
    return ensureReal(real(path));
  }

  /**
   * Deepest first: a parent may be closed to us, and whether it denies us is asked before whether
   * the child is there.
   */
  private CompletableFuture<@Nullable Void> ensureReal(String real) {
    int slash = real.lastIndexOf('/');
    return createUnlessThere(real)
        .exceptionallyCompose(
            e -> {
              Code code = codeOf(e);
              if (code == Code.NONODE && slash > 0) {
                return ensureReal(real.substring(0, slash))
                    .thenCompose(parent -> createUnlessThere(real));
              }
              return Failures.denied(code)
                  ? exists(real).thenCompose(there -> there ? nothing() : failed(e))
                  : failed(e);
            });
  }

  private static Code codeOf(Throwable e) {
    return Failures.unwrap(e) instanceof KeeperException k ? k.code() : Code.SYSTEMERROR;
  }

  private static CompletableFuture<@Nullable Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<@Nullable Void> failed(Throwable e) {
    return CompletableFuture.failedFuture(e);
  }

  /** Whether a node is there; one that may not be looked at is. */
  private CompletableFuture<Boolean> exists(String real) {
    return send(
        real,
        (zk, future) ->
            zk.exists(
                real,
                false,
                (rc, p, ctx, stat) ->
                    future.complete(rc == Code.OK.intValue() || rc == Code.NOAUTH.intValue()),
                null));
  }

  private CompletableFuture<@Nullable Void> createUnlessThere(String real) {
    List<ACL> own = acls.getAclForPath(real);
    return done(
        real,
        (zk, future) ->
            zk.create(
                real,
                null,
                own != null ? own : acls.getDefaultAcl(),
                CreateMode.PERSISTENT,
                (rc, p, ctx, name) -> done(future, rc == Code.NODEEXISTS.intValue() ? 0 : rc, real),
                null));
  }

  /** Lets later reads see all writes that the ensemble's leader had accepted before. */
  public CompletableFuture<@Nullable Void> sync(String path) {
    return done(
        path, (zk, future) -> zk.sync(real(path), (rc, p, ctx) -> done(future, rc, path), null));
  }

  /** One request of the client's own API. */
  @FunctionalInterface
  interface Call<T> {
    void send(ZooKeeper zk, CompletableFuture<T> future) throws Exception;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever the client throws becomes the future's failure
  <T extends @Nullable Object> CompletableFuture<T> send(String path, Call<T> call) {
    CompletableFuture<T> future = new CompletableFuture<>();
    session.metrics().count("zkwire.requests", 1);
    try {
      call.send(session.zooKeeper(), future);
    } catch (Exception e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  static <T extends @Nullable Object> void finish(
      CompletableFuture<T> future, int rc, String path, T result) {
    if (rc == Code.OK.intValue()) {
      future.complete(result);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  /** Completes with what was found; with null where there is no node. */
  private static <T> void found(
      CompletableFuture<@Nullable T> future, int rc, String path, @Nullable T result) {
    if (rc == Code.OK.intValue() || rc == Code.NONODE.intValue()) {
      future.complete(rc == Code.OK.intValue() ? result : null);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  /** A request that gives nothing but its success. */
  CompletableFuture<@Nullable Void> done(String path, Call<@Nullable Void> call) {
    return send(path, call);
  }

  static void done(CompletableFuture<@Nullable Void> future, int rc, String path) {
    if (rc == Code.OK.intValue()) {
      future.complete(null);
    } else {
      future.completeExceptionally(failure(rc, path));
    }
  }

  private static KeeperException failure(int rc, String path) {
    Code code = Code.get(rc);
    return KeeperException.create(code == null ? Code.SYSTEMERROR : code, path);
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

  /** A transaction of which one operation failed, and so none was made. */
  public static final class MultiFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int index;
    private final transient KeeperException reason;

    MultiFailed(int index, KeeperException cause) {
      super(cause);
      this.reason = cause;
      this.index = index;
    }

    /** Which operation failed. */
    public int index() {
      return index;
    }

    /** Why. */
    public KeeperException reason() {
      return reason;
    }
  }
}
