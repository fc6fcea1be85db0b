package io.zkwire.runtime.endpoint;

import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoints;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The domains that there are, and the endpoints of those that were asked for. Domains are listed
 * when somebody asks, at most once a second; what was known stays while ZooKeeper is away. A domain
 * is followed from the first question on, as long as it is there. Thread-safe; nothing blocks.
 */
public final class Catalogue implements AutoCloseable {

  private static final String SUBJECT = "domains below " + EndpointFeature.ROOT;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_SECONDS = 5;
  private static final int MOST = 1_000;

  private final EndpointFeature feature;
  private final Session session;
  private final Set<String> only;
  private final Consumer<Catalogue> ended;
  private final Map<String, Followed> followed = new HashMap<>();
  private volatile @Nullable Set<String> known;
  private CompletableFuture<@Nullable Void> listing = new CompletableFuture<>();
  private long listedAt;
  private boolean asked;
  private boolean closed;

  /** A domain that is followed; ready when it has been filled. */
  private record Followed(Balancer handle, CompletableFuture<@Nullable Endpoints> ready) {}

  Catalogue(EndpointFeature feature, Session session, Set<String> only, Consumer<Catalogue> ended) {
    this.feature = feature;
    this.session = session;
    this.only = only;
    this.ended = ended;
  }

  /** The names of the domains as they were last listed; null if they never were. */
  public @Nullable Set<String> known() {
    return known;
  }

  /**
   * Lists the domains, unless that was done within a second.
   *
   * @return completes when they have been listed, or cannot be now
   */
  public CompletableFuture<@Nullable Void> refresh() {
    CompletableFuture<@Nullable Void> mine;
    long now = session.options().clock().nanoTime();
    synchronized (this) {
      if (asked && (!listing.isDone() || now - listedAt < FRESH_NANOS)) {
        return listing;
      }
      asked = true;
      listedAt = now;
      mine = new CompletableFuture<>();
      listing = mine;
    }
    if (session.state() != SessionState.CONNECTED || feature.frozen()) {
      mine.complete(null);
      return mine;
    }
    session
        .requests()
        .children(EndpointFeature.ROOT)
        .whenComplete(
            (children, e) -> {
              if (e == null) {
                listed(children);
              } else {
                failed(e);
              }
              mine.complete(null);
            });
    return mine;
  }

  private void listed(@Nullable Listing children) {
    session.problems().clear(SUBJECT);
    Set<String> names = new HashSet<>(children == null ? List.of() : children.names());
    if (!only.isEmpty()) {
      names.retainAll(only);
    }
    if (feature.frozen() || names.equals(known)) {
      return;
    }
    known = Set.copyOf(names);
    List<Followed> gone;
    synchronized (followed) {
      gone =
          followed.entrySet().stream()
              .filter(each -> !names.contains(each.getKey()))
              .map(Map.Entry::getValue)
              .toList();
      followed.keySet().retainAll(names);
    }
    gone.forEach(each -> each.handle().close());
  }

  private void failed(Throwable e) {
    if (!Failures.connectionLost(e)) {
      String path = session.requests().real(EndpointFeature.ROOT);
      ZkWireException failure = Failures.translate(e, "list", path);
      session
          .problems()
          .report(new Problem(failure.code(), SUBJECT, String.valueOf(failure.getMessage())), e);
    }
  }

  /**
   * The endpoints of a domain.
   *
   * @param domain its name, one of those that are known
   * @return completes with them once they have been read; with null where they cannot be, now
   */
  public CompletableFuture<@Nullable Endpoints> follow(String domain) {
    synchronized (followed) {
      Followed known = followed.get(domain);
      if (known == null && !closed && followed.size() < MOST) {
        known = begin(domain);
        followed.put(domain, known);
      }
      if (known == null) {
        return CompletableFuture.completedFuture(null);
      }
      boolean waits = !known.ready().isDone() && session.state() != SessionState.CONNECTED;
      return waits ? CompletableFuture.completedFuture(null) : known.ready();
    }
  }

  private Followed begin(String domain) {
    Balancer handle = feature.open(domain, DiscoverOptions.defaults());
    CompletableFuture<@Nullable Endpoints> ready =
        handle
            .filled()
            .handleAsync(
                (done, e) -> {
                  if (e != null) { // reported where it was read
                    session.later(() -> forget(domain, handle), RETRY_SECONDS, TimeUnit.SECONDS);
                    return null;
                  }
                  handle.fill();
                  return handle;
                },
                session::background);
    return new Followed(handle, ready);
  }

  private void forget(String domain, Balancer handle) {
    synchronized (followed) {
      Followed known = followed.get(domain);
      if (known != null && known.handle() == handle) {
        followed.remove(domain);
      }
    }
    handle.close();
  }

  @Override
  public void close() {
    List<Followed> all;
    synchronized (followed) {
      closed = true;
      all = List.copyOf(followed.values());
      followed.clear();
    }
    all.forEach(each -> each.handle().close());
    ended.accept(this);
    session.problems().clear(SUBJECT);
  }
}
