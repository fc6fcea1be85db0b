package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/**
 * Takes back tries that were none: of claims that went with their sessions before anybody had begun
 * to work. Others cannot tell these from tries in which a consumer died; the process that made the
 * claim can, as soon as it is connected again, unless another one has claimed the item since.
 * Thread-safe.
 */
final class Untried {

  private final Session session;
  private final Layout layout;

  Untried(Session session, Layout layout) {
    this.session = session;
    this.layout = layout;
  }

  /**
   * Takes back one try, where it was counted and is the last one.
   *
   * @param name the item
   * @param tried what the claim made of it
   * @param version the version that the claim gave it, which any later claim changes
   * @return completes when it is taken back, or there is nothing to take back; fails only where the
   *     connection is lost
   */
  CompletableFuture<@Nullable Void> takeBack(ItemName name, StoredItem tried, int version) {
    CompletableFuture<@Nullable Void> nothing = CompletableFuture.completedFuture(null);
    return session
        .requests()
        .get(layout.item(name))
        .thenCompose(
            node -> isLast(name, node, tried, version) ? set(name, tried, version) : nothing)
        .exceptionallyCompose(
            e -> Failures.connectionLost(e) ? CompletableFuture.failedFuture(e) : nothing);
  }

  /** Another may have claimed it in place of us, with the same number of tries. */
  private static boolean isLast(ItemName name, @Nullable Node node, StoredItem tried, int version) {
    return node != null
        && node.stat().getVersion() == version
        && StoredItem.parse(name.node(), node.data()).claim().equals(tried.claim());
  }

  private CompletableFuture<@Nullable Void> set(ItemName name, StoredItem tried, int version) {
    Requests requests = session.requests();
    Op op = requests.set(layout.item(name), tried.untried().bytes(), version);
    return requests.multi(List.of(op)).thenAccept(done -> {});
  }
}
