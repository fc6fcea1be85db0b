package io.zkwire.runtime.command;

import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old commands with their acknowledgements, once their deadline and the time for which they
 * are kept have passed since this process saw them. Whoever comes first does it. Thread-safe.
 */
final class Cleaner {

  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);
  private static final int MOST_OPS = 500;

  private final Session session;
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  Cleaner(Session session) {
    this.session = session;
  }

  /** A command is seen that members may begin for so many milliseconds yet, at most. */
  void later(String path, long ttl) {
    if (planned.add(path)) {
      long keep = session.options().commandRetention().toMillis();
      long jitter = ThreadLocalRandom.current().nextLong(1 + Math.min(10_000, keep / 2));
      session.later(() -> clean(path), ttl + keep + jitter, TimeUnit.MILLISECONDS);
    }
  }

  private void clean(String path) {
    planned.remove(path);
    Requests requests = session.requests();
    requests
        .stat(path, null)
        .thenCompose(
            stat ->
                stat == null
                    ? CompletableFuture.completedFuture(null)
                    : requests
                        .children(Posted.acks(path))
                        .thenCompose(acks -> delete(path, acks == null ? null : acks.names())))
        .whenComplete((done, e) -> cleaned(path, e));
  }

  /** An acknowledgement may have come, or another one be at it, or it is denied: tried again. */
  private void cleaned(String path, @Nullable Throwable e) {
    String channel = path.substring(0, path.lastIndexOf('/'));
    String subject = "cleaning " + channel;
    if (e == null) {
      session.problems().clear(subject);
      return;
    }
    if (Failures.denied(Failures.code(e))) {
      var failure = Failures.denied(session.requests().real(path), "DELETE");
      String message = String.valueOf(failure.getMessage());
      session.problems().report(new Problem(failure.code(), subject, message), failure);
    } else {
      LOG.debug("{} did not delete {}", session.label(), path, e);
    }
    later(path, 0);
  }

  private CompletableFuture<?> delete(String path, @Nullable List<String> acks) {
    Requests requests = session.requests();
    return requests
        .stat(Posted.taken(path), null)
        .thenCompose(
            taken -> {
              List<Op> ops = new ArrayList<>();
              if (acks != null) {
                acks.forEach(ack -> ops.add(requests.delete(Posted.acks(path) + "/" + ack)));
                ops.add(requests.delete(Posted.acks(path)));
              }
              if (taken != null) {
                ops.add(requests.delete(Posted.taken(path)));
              }
              ops.add(requests.delete(path));
              return delete(ops);
            });
  }

  private CompletableFuture<?> delete(List<Op> ops) {
    CompletableFuture<?> done = CompletableFuture.completedFuture(null);
    for (int from = 0; from < ops.size(); from += MOST_OPS) {
      List<Op> part = List.copyOf(ops.subList(from, Math.min(ops.size(), from + MOST_OPS)));
      done = done.thenCompose(before -> session.requests().multi(part));
    }
    return done;
  }
}
