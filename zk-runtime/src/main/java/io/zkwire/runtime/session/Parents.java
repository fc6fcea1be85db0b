package io.zkwire.runtime.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/** Creates nodes together with the parents that are missing. Paths are real ones. Thread-safe. */
final class Parents {

  private final Requests requests;
  private final ACLProvider acls;

  Parents(Requests requests, ACLProvider acls) {
    this.requests = requests;
    this.acls = acls;
  }

  /**
   * Deepest first: a parent may be closed to us, and whether it denies us is asked before whether
   * the child is there.
   */
  CompletableFuture<@Nullable Void> ensure(String real) {
    int slash = real.lastIndexOf('/');
    return createUnlessThere(real)
        .exceptionallyCompose(
            e -> {
              Code code = Failures.code(e);
              if (code == Code.NONODE && slash > 0) {
                return ensure(real.substring(0, slash))
                    .thenCompose(parent -> createUnlessThere(real));
              }
              return Failures.denied(code)
                  ? exists(real).thenCompose(there -> there ? nothing() : failed(e))
                  : failed(e);
            });
  }

  private static CompletableFuture<@Nullable Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<@Nullable Void> failed(Throwable e) {
    return CompletableFuture.failedFuture(e);
  }

  /** Whether a node is there; one that may not be looked at is. */
  private CompletableFuture<Boolean> exists(String real) {
    return requests.send(
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
    return requests.done(
        real,
        (zk, future) ->
            zk.create(
                real,
                null,
                own != null ? own : acls.getDefaultAcl(),
                CreateMode.PERSISTENT,
                (rc, p, ctx, name) ->
                    Answers.done(future, rc == Code.NODEEXISTS.intValue() ? 0 : rc, real),
                null));
  }
}
