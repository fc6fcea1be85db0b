package io.zkwire.runtime.id;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes parents that are no longer in use, with their nodes. What fails is done by whoever opens
 * the next page. Thread-safe.
 */
final class OldPages {

  private static final Logger LOG = LoggerFactory.getLogger(OldPages.class);
  private static final Pattern NAME = Pattern.compile("p(\\d{1,17})-[0-9a-f-]+");
  private static final int BATCH = 100;
  private static final int MOST_CONFLICTS = 100;

  private final Gate gate;
  private final Requests requests;

  OldPages(Gate gate) {
    this.gate = gate;
    this.requests = gate.session().requests();
  }

  /** Removes the pages with a smaller number, and does not wait for it. */
  void removeBefore(long index) {
    ignore(
        requests
            .children(gate.root())
            .thenCompose(
                listing -> {
                  CompletableFuture<@Nullable Void> all = CompletableFuture.completedFuture(null);
                  for (String name : listing == null ? List.<String>of() : listing.names()) {
                    Matcher matcher = NAME.matcher(name);
                    if (matcher.matches() && Long.parseLong(matcher.group(1)) < index) {
                      all = all.thenCompose(done -> remove(gate.root() + "/" + name, 0));
                    }
                  }
                  return all;
                }));
  }

  /**
   * In small steps, so that other requests find their place between them; looks again where
   * somebody else removes the same.
   */
  private CompletableFuture<@Nullable Void> remove(String page, int conflicts) {
    return step(page, conflicts)
        .exceptionallyCompose(
            e ->
                Conflict.isOne(e) && conflicts < MOST_CONFLICTS
                    ? remove(page, conflicts + 1)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  private CompletableFuture<@Nullable Void> step(String page, int conflicts) {
    return requests
        .children(page)
        .thenCompose(
            listing -> {
              List<String> names = listing == null ? List.of() : listing.names();
              int count = Math.min(BATCH, names.size());
              if (listing == null) {
                return CompletableFuture.completedFuture(null);
              }
              if (count == 0) {
                return requests.multi(List.of(requests.delete(page))).thenApply(done -> null);
              }
              return requests
                  .multi(
                      names.subList(0, count).stream()
                          .map(name -> requests.delete(page + "/" + name))
                          .toList())
                  .thenCompose(done -> remove(page, conflicts));
            });
  }

  /** For requests whose failure changes nothing but that something stays a little longer. */
  static void ignore(CompletableFuture<?> request) {
    request.whenComplete(
        (done, e) -> {
          if (e != null) {
            LOG.debug("nodes of IDs could not be removed", e);
          }
        });
  }
}
