package io.zkwire.runtime.progress;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Now and then removes old results of all tasks, those that no run will write again too: names such
 * as {@code import-2026-11-27} come without end. Processes that write results take turns, of which
 * the version of the node above all results tells. Thread-safe.
 */
final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final long EVERY_MINUTES = 60;

  private final Session session;
  private final Results results;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile int seen = -1;

  Sweep(Session session, Results results) {
    this.session = session;
    this.results = results;
  }

  /** This process has written a result. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      later();
    }
  }

  private void later() {
    long jitter = ThreadLocalRandom.current().nextLong(EVERY_MINUTES);
    session.later(this::again, EVERY_MINUTES / 2 + jitter, TimeUnit.MINUTES);
  }

  private void again() {
    later();
    sweep()
        .whenComplete(
            (done, e) -> {
              if (e != null && !Failures.connectionLost(e)) {
                LOG.debug("{} cannot look for old results", session.label(), e);
              }
            });
  }

  /** Looks at all tasks, unless another process has done so since this one did. */
  CompletableFuture<@Nullable Void> sweep() {
    return session
        .requests()
        .get(ReportNodes.RESULTS)
        .thenCompose(root -> root == null || !isTurn(root) ? nothing() : take(root));
  }

  private boolean isTurn(Node root) {
    int before = seen;
    seen = root.stat().getVersion();
    return before < 0 || before == seen;
  }

  private CompletableFuture<@Nullable Void> take(Node root) {
    Requests requests = session.requests();
    var turn = requests.set(ReportNodes.RESULTS, root.data(), root.stat().getVersion());
    return requests
        .multi(List.of(turn))
        .thenCompose(
            done -> {
              if (!(done.get(0) instanceof OpResult.SetDataResult taken)) {
                return nothing();
              }
              seen = taken.getStat().getVersion();
              long now = taken.getStat().getMtime(); // the servers' clock
              return requests
                  .children(ReportNodes.RESULTS)
                  .thenCompose(tasks -> eachOf(tasks, now));
            });
  }

  /** One after the other: there is no hurry. */
  private CompletableFuture<@Nullable Void> eachOf(@Nullable Listing tasks, long now) {
    CompletableFuture<@Nullable Void> all = nothing();
    if (tasks != null) {
      for (String task : tasks.names()) {
        all = all.thenCompose(before -> results.sweep(task, now));
      }
    }
    return all;
  }

  private static CompletableFuture<@Nullable Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
