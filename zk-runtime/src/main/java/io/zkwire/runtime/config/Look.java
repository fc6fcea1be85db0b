package io.zkwire.runtime.config;

import io.zkwire.runtime.config.Transaction.Change;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads what stands where changes are to be made, and makes the parents that are missing. */
final class Look {

  private final Session session;
  private final Requests requests;
  private final History history;
  private final Collection<Change> changes;

  Look(Session session, History history, Collection<Change> changes) {
    this.session = session;
    this.requests = session.requests();
    this.history = history;
    this.changes = changes;
  }

  /** The keys, for messages. */
  String keys() {
    return String.join(", ", changes.stream().map(Change::key).toList());
  }

  /** The path of the first of them, for messages. */
  String firstPath() {
    return changes.iterator().next().path();
  }

  /** Reads what stands, all at once. */
  List<Before> now() {
    return session.blocking().call(this::readAll, "read", keys()).stream()
        .map(this::withParents)
        .toList();
  }

  private CompletableFuture<List<Before>> readAll() {
    List<CompletableFuture<Before>> all = changes.stream().map(this::read).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Before> read(Change change) {
    CompletableFuture<@Nullable Node> node = requests.get(change.path());
    if (!kept(change)) {
      return node.thenApply(n -> new Before(change, n, null));
    }
    return node.thenCombine(
        requests.children(Keys.history(change.path())), (n, l) -> new Before(change, n, l));
  }

  private boolean kept(Change change) {
    return history.limit() > 0 && !change.structural();
  }

  private Before withParents(Before before) {
    String path = before.change().path();
    int slash = path.lastIndexOf('/');
    if (before.creates() && slash > 0) {
      ensure(path.substring(0, slash));
    }
    if (kept(before.change()) && before.kept() == null) {
      ensure(Keys.history(path));
    }
    return before;
  }

  private void ensure(String path) {
    session.blocking().call(() -> requests.ensure(path), "create", path);
  }
}
