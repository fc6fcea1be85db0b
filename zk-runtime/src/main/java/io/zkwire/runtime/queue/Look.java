package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;

/**
 * What one request shows of a queue to one who takes. Immutable.
 *
 * @param items every item, in the order in which they are given
 * @param claims the ids of those that are claimed
 * @param idle who waits to be woken
 * @param consumers who takes, sorted
 */
record Look(List<ItemName> items, Set<String> claims, List<String> idle, List<String> consumers) {

  static CompletableFuture<Look> at(Session session, Layout layout) {
    Requests requests = session.requests();
    List<Op> reads = new ArrayList<>();
    for (int priority = 0; priority < Layout.PRIORITIES; priority++) {
      reads.add(Op.getChildren(requests.real(layout.items(priority))));
    }
    for (String parent : List.of(layout.claims(), layout.idle(), layout.consumers())) {
      reads.add(Op.getChildren(requests.real(parent)));
    }
    session.metrics().count("zkwire.queue.looks", 1);
    return requests.multi(reads).thenApply(results -> of(session, layout, results));
  }

  private static Look of(Session session, Layout layout, List<OpResult> results) {
    List<ItemName> items = new ArrayList<>();
    for (int priority = 0; priority < Layout.PRIORITIES; priority++) {
      List<ItemName> some = new ArrayList<>();
      for (String node : names(session, results.get(priority), layout.items(priority))) {
        ItemName name = ItemName.parse(priority, node);
        if (name != null) {
          some.add(name);
        }
      }
      items.addAll(ItemName.byAge(some));
    }
    List<String> consumers =
        new ArrayList<>(names(session, results.get(Layout.PRIORITIES + 2), layout.consumers()));
    Collections.sort(consumers);
    return new Look(
        items,
        new HashSet<>(names(session, results.get(Layout.PRIORITIES), layout.claims())),
        names(session, results.get(Layout.PRIORITIES + 1), layout.idle()),
        consumers);
  }

  private static List<String> names(Session session, OpResult result, String path) {
    return Troubles.found(session, result, path)
            && result instanceof OpResult.GetChildrenResult children
        ? children.getChildren()
        : List.of(); // a parent that somebody has removed holds nothing
  }

  /** Those that may be taken now, in their order. */
  List<ItemName> available(long now, Set<String> ours) {
    return items.stream()
        .filter(item -> item.due() <= now)
        .filter(item -> !claims.contains(item.id()) && !ours.contains(item.id()))
        .toList();
  }

  /** When the next delayed item is due; {@code Long.MAX_VALUE} if none is. */
  long nextDue(long now) {
    return items.stream()
        .mapToLong(ItemName::due)
        .filter(due -> due > now)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Which of those available one consumer tries: those that fall to it by turns, so that several do
   * not try the same ones; then, where that leaves it short, others.
   *
   * @param available what there is
   * @param me its name among the consumers
   * @param free how many it could work on now
   * @param most how many it may note for later
   */
  List<ItemName> choose(List<ItemName> available, String me, int free, int most) {
    int count = Math.max(1, consumers.size());
    int rank = Math.max(0, consumers.indexOf(me));
    int wanted = Math.max(free, Math.min(most, available.size() / (4 * count)));
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i = rank; i < available.size() && chosen.size() < wanted; i += count) {
      chosen.add(i);
    }
    for (int i = 0; i < available.size() && chosen.size() < free; i++) {
      chosen.add((i + rank) % available.size());
    }
    return chosen.stream().map(available::get).toList();
  }
}
