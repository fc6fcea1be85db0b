package io.zkwire.runtime.barrier;

import io.zkwire.ZkConnectException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What the handles of latches share: who waits, told by one watcher, of which the client keeps one
 * for each path however often it is asked to; and the counts of which nothing is known.
 * Thread-safe.
 */
final class CountDowns {

  private final Session session;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
  private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();
  private final Watcher watcher = this::changed;

  CountDowns(Session session) {
    this.session = session;
  }

  /** The node of one count that is in doubt, which whoever counts next repeats; null for none. */
  @Nullable String takeDoubted(String latch) {
    for (String node : List.copyOf(inDoubt)) {
      if (node.substring(0, node.lastIndexOf('/')).equals(latch) && inDoubt.remove(node)) {
        return node;
      }
    }
    return null;
  }

  /** Nothing is known of whether a count stands. */
  void doubt(String node) {
    inDoubt.add(node);
  }

  /** Whether a request that failed may have been made. */
  static boolean mayStand(ZkWireException e) {
    Throwable cause = e.getCause();
    return e instanceof ZkConnectException
        || cause instanceof InterruptedException
        || (cause != null && Failures.connectionLost(cause));
  }

  /** One more call that waits until a node is there. */
  Waiter await(String open) {
    Waiter waiter = new Waiter(open);
    waiting.add(waiter);
    return waiter;
  }

  void remove(Waiter waiter) {
    waiting.remove(waiter);
  }

  void connected() {
    waiting.forEach(Waiter::look);
  }

  void fail(ZkWireException e) {
    waiting.forEach(waiter -> waiter.opened.completeExceptionally(e));
  }

  private void changed(WatchedEvent event) {
    if (event.getType() != EventType.None) {
      waiting.forEach(waiter -> waiter.told(event.getPath()));
    }
  }

  /** One call that waits. */
  final class Waiter {
    private final String open;
    private final CompletableFuture<@Nullable Void> opened = new CompletableFuture<>();

    private Waiter(String open) {
      this.open = open;
    }

    CompletableFuture<@Nullable Void> opened() {
      return opened;
    }

    /** Looks whether it is open, and is told when it is. */
    void look() {
      session
          .requests()
          .stat(open, watcher)
          .whenComplete(
              (stat, e) -> {
                if (stat != null) {
                  opened.complete(null);
                } else if (e != null && !Failures.connectionLost(e)) {
                  opened.completeExceptionally(Failures.translate(e, "read", open));
                }
              });
    }

    private void told(@Nullable String path) {
      if (session.requests().real(open).equals(path) && !opened.isDone()) {
        look();
      }
    }
  }
}
