package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * One domain that is followed: the nodes below it, one endpoint each, and the static record in its
 * own data. An event costs one read. What ZooKeeper tells is taken over in the order in which it
 * tells it, so that an older answer never follows a newer one. Thread-safe.
 */
final class Domain {

  /** Up to so many, the thread that brings news makes the list. */
  private static final int AT_ONCE = 1_000;

  private static final long RETRY_SECONDS = 5;

  private final EndpointFeature feature;
  private final Session session;
  private final String name;
  private final String path;
  private final List<Balancer> followers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean publishing = new AtomicBoolean();
  private CompletableFuture<@Nullable Void> filled = new CompletableFuture<>();

  private final Contents contents = new Contents();

  // what is being read, under the lock of this
  private final Set<String> waiting = new LinkedHashSet<>();
  private boolean reading;
  private long round;

  private volatile List<Endpoint> list = List.of();
  private volatile boolean synced;
  private volatile long awaySince;

  Domain(EndpointFeature feature, Session session, String name) {
    this.feature = feature;
    this.session = session;
    this.name = name;
    this.path = EndpointFeature.ROOT + "/" + name;
    this.awaySince = session.options().clock().nanoTime();
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }

  boolean isFollowed() {
    return !followers.isEmpty();
  }

  /** A handle follows from now on. */
  void join(Balancer balancer) {
    followers.add(balancer);
  }

  List<Endpoint> list() {
    return list;
  }

  /** Completes when the list is there. */
  synchronized CompletableFuture<@Nullable Void> filled() {
    return filled;
  }

  void leave(Balancer balancer) {
    followers.remove(balancer);
    feature.left(this);
  }

  int size() {
    return list.size();
  }

  boolean stale() {
    return !synced || session.state() != SessionState.CONNECTED;
  }

  /** For how long the list may have been out of date. */
  long ageNanos() {
    return stale() ? Math.max(0, session.options().clock().nanoTime() - awaySince) : 0;
  }

  /** The connection has gone. */
  void away() {
    if (synced) {
      awaySince = session.options().clock().nanoTime();
      synced = false;
    }
  }

  /** Reads everything, after the watch was set. */
  void resync() {
    long mine;
    synchronized (this) {
      mine = ++round;
      reading = false; // what was under way belongs to the connection of before
      waiting.clear();
      if (filled.isDone()) {
        filled = new CompletableFuture<>();
      }
    }
    session
        .requests()
        .children(path)
        .whenComplete(
            (children, e) -> {
              if (e == null) {
                listed(mine, children);
              } else {
                failed(mine, e);
              }
            });
  }

  private void listed(long mine, @Nullable Listing children) {
    List<Item> items = new ArrayList<>();
    synchronized (this) {
      if (mine != round) {
        return;
      }
    }
    Set<String> present = new HashSet<>(children == null ? List.of() : children.names());
    contents.retain(present);
    if (children == null) {
      contents.removed("");
    } else {
      items.add(new Item(mine, "", false));
      present.forEach(id -> items.add(new Item(mine, id, false)));
      session.problems().clear(path);
    }
    session.bulk().read(items).whenComplete((done, e) -> complete(mine, items));
  }

  private void complete(long mine, Collection<Item> items) {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      if (mine != round) {
        return;
      }
      done = filled;
    }
    Throwable lost =
        items.stream().map(item -> item.failure).filter(e -> e != null).findFirst().orElse(null);
    if (lost != null) {
      failed(mine, lost);
      return;
    }
    publish();
    synced = true;
    done.complete(null);
  }

  private void failed(long mine, Throwable e) {
    if (Failures.connectionLost(e)) { // the next connection reads again, if it was that
      session.later(() -> again(mine), RETRY_SECONDS, TimeUnit.SECONDS);
      return;
    }
    ZkWireException failure = Failures.translate(e, "list", session.requests().real(path));
    session
        .problems()
        .report(new Problem(failure.code(), path, String.valueOf(failure.getMessage())), e);
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      done = filled;
    }
    done.completeExceptionally(failure);
    session.later(() -> again(mine), RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void again(long mine) {
    boolean current;
    synchronized (this) {
      current = mine == round;
    }
    if (current && isFollowed() && session.state() == SessionState.CONNECTED) {
      resync();
    }
  }

  /** Something has happened to the domain's node, or to one below it; on the event thread. */
  void changed(String id, EventType type) {
    if (type == EventType.NodeDeleted) {
      contents.removed(id);
      publishSoon();
      return;
    }
    synchronized (this) {
      waiting.add(id);
    }
    readWaiting();
  }

  /** One at once; those that come meanwhile together. */
  private void readWaiting() {
    List<Item> items;
    synchronized (this) {
      if (reading || waiting.isEmpty()) {
        return;
      }
      reading = true;
      long mine = round;
      boolean alone = waiting.size() == 1;
      items = waiting.stream().map(id -> new Item(mine, id, alone)).toList();
      waiting.clear();
    }
    if (items.size() == 1) {
      session.bulk().readOne(items.get(0));
    } else {
      session.bulk().read(items).whenComplete((done, e) -> landed(items.get(0).round, items));
    }
  }

  private void landed(long mine, List<Item> items) {
    boolean more;
    synchronized (this) {
      if (mine != round) {
        return;
      }
      if (items.stream().anyMatch(item -> item.failure != null)) {
        // a new connection reads all again; a request that failed otherwise is made again
        session.later(() -> readAgain(mine, items), RETRY_SECONDS, TimeUnit.SECONDS);
      }
      reading = false;
      more = !waiting.isEmpty();
    }
    if (more) {
      readWaiting();
    } else {
      publishSoon();
    }
  }

  private void readAgain(long mine, List<Item> items) {
    synchronized (this) {
      if (mine != round) {
        return;
      }
      items.stream().filter(item -> item.failure != null).forEach(item -> waiting.add(item.id));
    }
    readWaiting();
  }

  private void publishSoon() {
    if (contents.size() <= AT_ONCE) {
      publish();
    } else if (publishing.compareAndSet(false, true)) {
      session.background(
          () -> {
            publishing.set(false);
            publish();
          });
    }
  }

  /** One at a time, so that an older list never follows a newer one. */
  private void publish() {
    synchronized (publishing) {
      List<Endpoint> next = contents.endpoints();
      if (!next.equals(list)) {
        list = next;
        followers.forEach(Balancer::update);
        session.metrics().count("zkwire.endpoints.changes", 1);
      }
      report();
    }
  }

  private void report() {
    String subject = "entries of " + path;
    String leftOut = contents.leftOut(session.requests().real(path));
    if (leftOut == null) {
      session.problems().clear(subject);
      return;
    }
    String message =
        ErrorCode.ENDPOINT_MALFORMED.message(
            leftOut, "Write host:port in the record, or the JSON of x-discovery in a node");
    if (session
        .problems()
        .report(new Problem(ErrorCode.ENDPOINT_MALFORMED, subject, message), null)) {
      session.metrics().count("zkwire.endpoints.malformed", 1);
    }
  }

  /** Nobody follows any more. */
  void close() {
    away();
    session.problems().clear(path);
    session.problems().clear("entries of " + path);
  }

  /** Reads one node: one below the domain's, or with an empty name that one itself. */
  private final class Item extends NodeRead {
    private final long round;
    private final String id;
    private final boolean alone;
    private @Nullable Throwable failure;

    Item(long round, String id, boolean alone) {
      super(id.isEmpty() ? path : path + "/" + id);
      this.round = round;
      this.id = id;
      this.alone = alone;
    }

    @Override
    void found(byte @Nullable [] data, Stat stat) {
      contents.read(id, data, stat);
    }

    @Override
    void absent(Code code) {
      contents.missing(id, code);
    }

    @Override
    void settled(@Nullable Throwable e) {
      failure = e;
      if (alone) {
        landed(round, List.of(this));
      }
    }
  }
}
