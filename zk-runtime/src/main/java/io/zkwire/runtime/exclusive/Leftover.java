package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of ours that nobody needs: deleted, and counted as released in the same transaction (R7),
 * since its guard is closed.
 */
final class Leftover {

  private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

  private final Session session;
  private final Line line;
  private final String path;

  Leftover(Session session, Line line, String path) {
    this.session = session;
    this.line = line;
    this.path = path;
  }

  /** Removes it once the guarded calls of its grant have left. Nothing waits for that. */
  void remove(@Nullable Hold closed) {
    CompletableFuture<@Nullable Void> left =
        closed != null ? closed.drained() : CompletableFuture.completedFuture(null);
    left.thenCompose(drained -> release(session, line, path, closed != null))
        .whenComplete(
            (done, e) -> {
              if (e != null) {
                LOG.debug("{} leaves {} to the end of its session", session.label(), path, e);
              }
            });
  }

  /**
   * Deletes a node, and counts the release where it may be counted. What is gone already is no
   * failure.
   *
   * @param counts whether a listing was seen, so that the root is known to be marked: before that a
   *     count could hide that the root was made by somebody else after a loss
   */
  static CompletableFuture<@Nullable Void> release(
      Session session, Line line, String path, boolean counts) {
    Requests requests = session.requests();
    Op delete = requests.delete(path);
    return requests
        .multi(
            counts ? List.of(delete, requests.set(line.root(), line.bytes(), -1)) : List.of(delete))
        .<@Nullable Void>thenApply(done -> null)
        .exceptionallyCompose(
            e ->
                Failures.unwrap(e) instanceof MultiFailed multi
                        && multi.reason().code() == Code.NONODE
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /**
   * Deletes the node of a holder together with its root, and counts that at the parent: one
   * transaction, which fails if anybody else stands there (R7).
   */
  static CompletableFuture<@Nullable Void> removeRoot(Session session, Line line, String path) {
    Requests requests = session.requests();
    return requests
        .multi(
            List.of(
                requests.delete(path),
                requests.delete(line.root()),
                requests.set(line.parent(), null, -1)))
        .<@Nullable Void>thenApply(done -> null)
        .exceptionallyCompose(e -> release(session, line, path, true));
  }
}
