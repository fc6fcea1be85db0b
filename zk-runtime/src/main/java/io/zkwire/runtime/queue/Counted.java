package io.zkwire.runtime.queue;

import io.zkwire.QueueState;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;

/**
 * How much a queue holds, from the Stats of its parents, and who waits to be woken. Immutable.
 *
 * @param state the numbers
 * @param idle who waits
 */
record Counted(QueueState state, List<String> idle) {

  static CompletableFuture<Counted> at(Session session, Layout layout) {
    Requests requests = session.requests();
    List<Op> reads = new ArrayList<>();
    for (int priority = 0; priority < Layout.PRIORITIES; priority++) {
      reads.add(Op.getData(requests.real(layout.items(priority))));
    }
    for (String path :
        List.of(layout.claims(), layout.parked(), layout.done(), layout.consumers())) {
      reads.add(Op.getData(requests.real(path)));
    }
    reads.add(Op.getChildren(requests.real(layout.idle())));
    return requests
        .multi(reads)
        .thenApply(
            results -> {
              for (int i = 0; i < results.size(); i++) {
                String path = session.requests().logical(reads.get(i).getPath());
                Troubles.found(session, results.get(i), path);
              }
              return of(results);
            });
  }

  private static Counted of(List<OpResult> results) {
    int items = 0;
    for (int priority = 0; priority < Layout.PRIORITIES; priority++) {
      items += children(results.get(priority));
    }
    int at = Layout.PRIORITIES;
    QueueState state =
        new QueueState(
            items,
            children(results.get(at)),
            children(results.get(at + 1)),
            results.get(at + 2) instanceof OpResult.GetDataResult done
                ? done.getStat().getVersion()
                : 0,
            children(results.get(at + 3)));
    List<String> idle =
        results.get(at + 4) instanceof OpResult.GetChildrenResult names
            ? names.getChildren()
            : List.of();
    return new Counted(state, idle);
  }

  private static int children(OpResult result) {
    return result instanceof OpResult.GetDataResult data ? data.getStat().getNumChildren() : 0;
  }

  /** How many items count against the limit. */
  int standing() {
    return state.items() + state.parked();
  }
}
