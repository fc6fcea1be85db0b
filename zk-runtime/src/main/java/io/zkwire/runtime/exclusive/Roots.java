package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/**
 * Makes the roots of lines (R7). A root is born with a mark: a child that is created and deleted in
 * the same transaction, so that its account shows one who left without a release. Only when the
 * parent's account shows that no root was ever lost there is the mark forgiven.
 */
final class Roots {

  private static final String MARK = "/born";

  private Roots() {}

  /** Makes the root of a line where there is none. */
  static CompletableFuture<@Nullable Void> make(Requests requests, Line line) {
    return create(requests, line)
        .exceptionallyCompose(
            e -> {
              if (!missing(e)) {
                return CompletableFuture.failedFuture(Failures.unwrap(e));
              }
              return requests.ensure(line.parent()).thenCompose(made -> create(requests, line));
            });
  }

  private static CompletableFuture<@Nullable Void> create(Requests requests, Line line) {
    String root = line.root();
    List<Op> ops =
        List.of(
            requests.create(root, line.bytes(), CreateMode.PERSISTENT),
            requests.create(root + MARK, null, CreateMode.PERSISTENT),
            requests.delete(root + MARK));
    return requests
        .multi(ops)
        .<@Nullable Void>thenApply(made -> null)
        .exceptionallyCompose(
            e ->
                code(e) == Code.NODEEXISTS
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /**
   * Marks a root that somebody else has made, perhaps after ours was lost.
   *
   * @param node the node of a candidate that stands there
   */
  static CompletableFuture<?> mark(Requests requests, Line line, String node) {
    String mark = line.root() + MARK;
    return requests.multi(
        List.of(
            requests.check(node),
            requests.create(mark, null, CreateMode.PERSISTENT),
            requests.delete(mark)));
  }

  private static boolean missing(Throwable e) {
    return code(e) == Code.NONODE;
  }

  private static @Nullable Code code(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi ? multi.reason().code() : null;
  }
}
