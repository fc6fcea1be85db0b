package io.zkwire.runtime.queue;

import io.zkwire.ParkedItem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/** Items that were given up: lists them, puts them back, removes them. Thread-safe. */
final class Parking {

  private static final int AT_ONCE = 200;

  private final Session session;
  private final Layout layout;
  private final Signals signals;

  Parking(Session session, Layout layout, Signals signals) {
    this.session = session;
    this.layout = layout;
    this.signals = signals;
  }

  /**
   * One that was read.
   *
   * @param node the name of its node
   * @param version the version of its node
   */
  private record Parked(String node, StoredItem item, int version) {}

  List<ParkedItem> list() {
    return read().stream()
        .map(
            each ->
                new ParkedItem(
                    each.item().id(),
                    each.item().text(),
                    each.item().tries(),
                    each.item().error(),
                    each.item().parkedAt()))
        .sorted(Comparator.comparingLong(ParkedItem::parkedAt))
        .toList();
  }

  private List<Parked> read() {
    Listing listing =
        session
            .blocking()
            .call(() -> session.requests().children(layout.parked()), "list", layout.parked());
    List<String> names = listing == null ? List.of() : listing.names();
    List<Parked> all = new ArrayList<>();
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
      List<CompletableFuture<@Nullable Node>> reads =
          some.stream().map(name -> session.requests().get(path(name))).toList();
      for (int i = 0; i < some.size(); i++) {
        Node node = session.blocking().await(reads.get(i), "read", path(some.get(i)));
        if (node != null) {
          StoredItem item = StoredItem.parse(some.get(i), node.data());
          all.add(new Parked(some.get(i), item, node.stat().getVersion()));
        }
      }
    }
    return all;
  }

  private String path(String node) {
    return layout.parked() + "/" + node;
  }

  boolean retry(String id) {
    Requests requests = session.requests();
    boolean done =
        change(
            id,
            (parked, ops) -> {
              int priority = Math.max(0, Character.digit(parked.node().charAt(0), 10));
              String path = layout.items(priority) + "/" + ItemName.prefix(0);
              byte[] bytes = parked.item().fresh().bytes();
              ops.add(requests.create(path, bytes, CreateMode.PERSISTENT_SEQUENTIAL));
              return ops;
            });
    if (done) {
      Counted.at(requests, layout).thenAccept(counted -> signals.wake(counted.idle(), 1));
    }
    return done;
  }

  boolean drop(String id) {
    return change(
        id,
        (parked, ops) -> {
          String key = parked.item().key();
          if (key != null) {
            ops.add(session.requests().delete(layout.key(key)));
          }
          return ops;
        });
  }

  private boolean change(String id, BiFunction<Parked, List<Op>, List<Op>> with) {
    for (Parked parked : read()) {
      if (parked.item().id().equals(id)) {
        List<Op> ops = new ArrayList<>();
        ops.add(Op.delete(session.requests().real(path(parked.node())), parked.version()));
        return change(parked, with.apply(parked, ops));
      }
    }
    return false;
  }

  private boolean change(Parked parked, List<Op> ops) {
    String path = path(parked.node());
    CompletableFuture<Boolean> made =
        session
            .requests()
            .multi(ops)
            .handle((done, e) -> outcome(e, ops))
            .thenCompose(next -> next);
    return session.blocking().await(made, "change", path);
  }

  /** Somebody else may have changed it first; a key that is gone is no hindrance. */
  private CompletableFuture<Boolean> outcome(@Nullable Throwable e, List<Op> ops) {
    if (e == null) {
      return CompletableFuture.completedFuture(true);
    }
    if (Failures.unwrap(e) instanceof MultiFailed multi && multi.reason().code() == Code.NONODE) {
      return multi.index() == 0
          ? CompletableFuture.completedFuture(false)
          : session.requests().multi(ops.subList(0, 1)).thenApply(done -> true);
    }
    return CompletableFuture.failedFuture(Failures.unwrap(e));
  }
}
