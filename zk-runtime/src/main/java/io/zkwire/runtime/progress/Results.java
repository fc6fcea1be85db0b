package io.zkwire.runtime.progress;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the results of each task within a number and an age. Thread-safe. */
final class Results {

  /** How many results of a task are kept. */
  static final int MOST = 100;

  /** How long a result is kept. */
  static final Duration OLDEST = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(Results.class);
  private static final long APART = TimeUnit.MINUTES.toNanos(1);

  private final Session session;
  private final Map<String, Long> looked = new HashMap<>();

  Results(Session session) {
    this.session = session;
  }

  /** A result of the task was written: looks whether others can go. */
  void tidy(String task) {
    String root = ReportNodes.RESULTS + "/" + task;
    session
        .requests()
        .children(root)
        .thenCompose(
            listing ->
                listing == null || (listing.names().size() <= MOST && !isTime(task))
                    ? CompletableFuture.completedFuture(null)
                    : look(root, listing.names()))
        .whenComplete(
            (done, e) -> {
              if (e != null && !Failures.connectionLost(e)) {
                LOG.debug("{} cannot tidy {}", session.label(), root, e);
              }
            });
  }

  private boolean isTime(String task) {
    long now = session.options().clock().nanoTime();
    synchronized (looked) {
      Long last = looked.get(task);
      if (last != null && now - last < APART) {
        return false;
      }
      looked.put(task, now);
      return true;
    }
  }

  /** A result and when it was written. */
  private record Kept(String path, Stat stat) {}

  private CompletableFuture<@Nullable Void> look(String root, List<String> names) {
    Requests requests = session.requests();
    List<Kept> kept = new ArrayList<>();
    List<CompletableFuture<?>> looks = new ArrayList<>();
    for (String name : names) {
      String path = root + "/" + name;
      looks.add(
          requests
              .stat(path, null)
              .thenAccept(
                  stat -> {
                    if (stat != null) {
                      kept.add(new Kept(path, stat)); // on the one event thread
                    }
                  }));
    }
    return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
        .thenCompose(done -> delete(kept));
  }

  private CompletableFuture<@Nullable Void> delete(List<Kept> kept) {
    kept.sort(Comparator.comparingLong((Kept each) -> each.stat().getMtime()).reversed());
    long newest = kept.isEmpty() ? 0 : kept.get(0).stat().getMtime(); // the servers' clock
    List<CompletableFuture<?>> deletions = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Kept each = kept.get(i);
      if (i >= MOST || newest - each.stat().getMtime() > OLDEST.toMillis()) {
        Op delete = Op.delete(session.requests().real(each.path()), each.stat().getVersion());
        // One by one: another may have deleted it, or written it anew.
        deletions.add(session.requests().multi(List.of(delete)).handle((results, e) -> e));
      }
    }
    return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new))
        .thenApply(done -> null);
  }
}
