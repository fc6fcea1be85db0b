package io.zkwire.runtime.barrier;

import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.util.HashSet;
import java.util.List;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Whom a party watches: the first one who comes and goes, everybody else the one before. So a party
 * that dies is seen by one or two others, and they tell all; of those who wait to leave, the first
 * sees also the death of one that does not. Guarded by the lock of the party.
 */
final class Neighbours {

  private final Session session;
  private final Watcher watcher;
  private final Runnable lookAgain;
  private boolean childWatch;
  private @Nullable String watched;

  Neighbours(Session session, Watcher watcher, Runnable lookAgain) {
    this.session = session;
    this.watcher = watcher;
    this.lookAgain = lookAgain;
  }

  /** No watch is known to stand. */
  void forget() {
    childWatch = false;
    watched = null;
  }

  /** A watch has told its one change. */
  void told(WatchedEvent event) {
    if (event.getType() == EventType.NodeChildrenChanged) {
      childWatch = false;
    }
  }

  /**
   * Watches, where it does not yet.
   *
   * @param generation the path of the generation
   * @param all what stands in it
   * @param members those of them who are watched, the oldest first
   * @param own which of these this party is
   */
  void watch(String generation, Listing all, List<String> members, String own) {
    int rank = members.indexOf(own);
    if (rank <= 0) {
      if (!childWatch) {
        childWatch = true;
        session.requests().children(generation, watcher).thenAccept(now -> lookIfOther(all, now));
      }
      return;
    }
    String before = members.get(rank - 1);
    if (!before.equals(watched)) {
      watched = before;
      session
          .requests()
          .get(generation + "/" + before, watcher)
          .thenAccept(
              node -> {
                if (node == null) {
                  lookAgain.run();
                }
              });
    }
  }

  /** Between the look and the watch somebody may have come or gone. */
  private void lookIfOther(Listing all, @Nullable Listing now) {
    if (now != null && !new HashSet<>(now.names()).equals(new HashSet<>(all.names()))) {
      lookAgain.run();
    }
  }
}
