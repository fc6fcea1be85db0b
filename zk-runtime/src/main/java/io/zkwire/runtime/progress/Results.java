package io.zkwire.runtime.progress;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Names;
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
  private final Duration oldest;
  private final Sweep sweep;
  private final Map<String, Long> looked = new HashMap<>();

  Results(Session session) {
    this(session, OLDEST);
  }

  Results(Session session, Duration oldest) {
    this.session = session;
    this.oldest = oldest;
    this.sweep = new Sweep(session, this);
  }

  Sweep sweep() {
    return sweep;
  }

  /** A result of the task was written: looks whether others can go. */
  void tidy(String task) {
    sweep.begin();
    String root = ReportNodes.RESULTS + "/" + task;
    session
        .requests()
        .children(root)
        .thenCompose(
            listing ->
                listing == null || (listing.names().size() <= MOST && !isTime(task))
                    ? CompletableFuture.completedFuture(null)
                    : look(root, listing.names(), 0))
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
      looked.values().removeIf(each -> now - each >= APART);
      looked.put(task, now);
      return true;
    }
  }

  /** A result and when it was written. */
  private record Kept(String path, Stat stat) {}

  /**
   * Removes what is too old of a task, and the task's nodes if nothing is left of it.
   *
   * @param now what the servers' clock shows
   */
  CompletableFuture<@Nullable Void> sweep(String task, long now) {
    String root = ReportNodes.RESULTS + "/" + task;
    Requests requests = session.requests();
    return requests
        .children(root)
        .thenCompose(
            listing ->
                listing == null || isYoung(listing.stat().getCtime(), now)
                    ? CompletableFuture.<@Nullable Void>completedFuture(null)
                    : look(root, listing.names(), now)
                        .thenCompose(done -> requests.multi(List.of(requests.delete(root))))
                        .thenCompose(
                            done ->
                                requests.multi(
                                    List.of(requests.delete(ReportNodes.LIVE + "/" + task))))
                        .handle((done, e) -> leftAlone(task, e)));
  }

  /** Something of it is left, mostly; what cannot be deleted is met again at the next time. */
  private @Nullable Void leftAlone(String task, @Nullable Throwable e) {
    if (e != null) {
      LOG.debug("{} leaves what there is of '{}'", session.label(), Names.printable(task), e);
    }
    return null;
  }

  private boolean isYoung(long since, long now) {
    return now - since <= oldest.toMillis();
  }

  private CompletableFuture<@Nullable Void> look(String root, List<String> names, long now) {
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
        .thenCompose(done -> delete(kept, now));
  }

  private CompletableFuture<@Nullable Void> delete(List<Kept> kept, long now) {
    kept.sort(Comparator.comparingLong((Kept each) -> each.stat().getMtime()).reversed());
    // The servers' clock: at least that of the newest one.
    long latest = kept.isEmpty() ? now : Math.max(now, kept.get(0).stat().getMtime());
    List<CompletableFuture<?>> deletions = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Kept each = kept.get(i);
      if (i >= MOST || !isYoung(each.stat().getMtime(), latest)) {
        Op delete = Op.delete(session.requests().real(each.path()), each.stat().getVersion());
        // One by one: another may have deleted it, or written it anew.
        deletions.add(session.requests().multi(List.of(delete)).handle((results, e) -> e));
      }
    }
    return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new))
        .thenApply(done -> null);
  }
}
