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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
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
    List<ParkedItem> all = new ArrayList<>();
    each(
        parked -> {
          StoredItem item = parked.item();
          all.add(
              new ParkedItem(item.id(), item.text(), item.tries(), item.error(), item.parkedAt()));
          return true;
        });
    all.sort(Comparator.comparingLong(ParkedItem::parkedAt));
    return List.copyOf(all);
  }

  private @Nullable Parked find(String id) {
    List<Parked> found = new ArrayList<>();
    each(
        parked -> {
          if (parked.item().id().equals(id)) {
            found.add(parked);
          }
          return found.isEmpty();
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** Reads them, some at a time and as long as more are wanted: all of them may be very much. */
  private void each(Predicate<Parked> more) {
    Listing listing =
        session
            .blocking()
            .call(() -> session.requests().children(layout.parked()), "list", layout.parked());
    List<String> names = listing == null ? List.of() : listing.names();
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
      List<CompletableFuture<@Nullable Node>> reads =
          some.stream().map(name -> session.requests().get(path(name))).toList();
      for (int i = 0; i < some.size(); i++) {
        Node node = session.blocking().await(reads.get(i), "read", path(some.get(i)));
        if (node != null) {
          StoredItem item = StoredItem.parseParked(some.get(i), node.data());
          if (!more.test(new Parked(some.get(i), item, node.stat().getVersion()))) {
            return;
          }
        }
      }
    }
  }

  private String path(String node) {
    return layout.parked() + "/" + node;
  }

  boolean retry(String id) {
    Requests requests = session.requests();
    Parked parked = find(id);
    if (parked == null) {
      return false;
    }
    int priority = Math.max(0, Character.digit(parked.node().charAt(0), 10));
    String path = layout.items(priority) + "/" + ItemName.prefix(0);
    List<Op> ops =
        List.of(
            delete(parked),
            requests.create(path, parked.item().fresh(), CreateMode.PERSISTENT_SEQUENTIAL));
    boolean done =
        change(
            parked, ops, () -> layout.ensure(requests).thenCompose(there -> requests.multi(ops)));
    if (done) {
      Counted.at(session, layout).thenAccept(counted -> signals.wake(counted.idle(), 1));
    }
    return done;
  }

  boolean drop(String id) {
    Requests requests = session.requests();
    Parked parked = find(id);
    if (parked == null) {
      return false;
    }
    List<Op> ops = new ArrayList<>();
    ops.add(delete(parked));
    String key = parked.item().key();
    if (key != null) {
      ops.add(requests.delete(layout.key(key)));
    }
    return change(parked, ops, () -> requests.multi(ops.subList(0, 1))); // the key is gone
  }

  private Op delete(Parked parked) {
    return Op.delete(session.requests().real(path(parked.node())), parked.version());
  }

  /** Makes a change; where what it needs beside the parked item is missing, in another way. */
  private boolean change(
      Parked parked, List<Op> ops, Supplier<CompletableFuture<List<OpResult>>> otherwise) {
    CompletableFuture<Boolean> made =
        session
            .requests()
            .multi(ops)
            .handle((done, e) -> outcome(e, otherwise))
            .thenCompose(next -> next);
    return session.blocking().await(made, "change", path(parked.node()));
  }

  /** Somebody else may have changed it first. */
  private static CompletableFuture<Boolean> outcome(
      @Nullable Throwable e, Supplier<CompletableFuture<List<OpResult>>> otherwise) {
    if (e == null) {
      return CompletableFuture.completedFuture(true);
    }
    if (Failures.unwrap(e) instanceof MultiFailed multi && multi.reason().code() == Code.NONODE) {
      return multi.index() == 0
          ? CompletableFuture.completedFuture(false)
          : otherwise.get().thenApply(done -> true);
    }
    return CompletableFuture.failedFuture(Failures.unwrap(e));
  }
}
