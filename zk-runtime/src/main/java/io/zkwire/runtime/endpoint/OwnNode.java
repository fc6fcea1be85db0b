package io.zkwire.runtime.endpoint;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * An ephemeral node of this process that stands as long as it is wanted. Its name has a UUID, so a
 * node of that name is ours: of this session, or of one before, in place of which a new one is made
 * in one transaction. Its data changes in place. Somebody who deletes it is not obeyed. One request
 * at a time; thread-safe.
 */
final class OwnNode implements Watcher {

  private static final long NOWHERE = -1;
  private static final long RETRY_SECONDS = 5;

  private final Session session;
  private final String path;
  private byte @Nullable [] wanted;
  private byte @Nullable [] written;
  private long standsIn = NOWHERE; // the session in which it is known to stand
  private long madeIn = NOWHERE; // the session in which its data was last written
  private boolean mayStand;
  private boolean busy;
  private CompletableFuture<@Nullable Void> settled = CompletableFuture.completedFuture(null);

  OwnNode(Session session, String path) {
    this.session = session;
    this.path = path;
  }

  /**
   * From now on it has that data; without any it does not stand.
   *
   * @return completes when that is so, fails if it cannot be
   */
  synchronized CompletableFuture<@Nullable Void> want(byte @Nullable [] data) {
    wanted = data;
    if (settled.isDone()) {
      settled = new CompletableFuture<>();
    }
    CompletableFuture<@Nullable Void> mine = settled;
    step();
    return mine;
  }

  /** Whether it is known to stand in the session of now. */
  synchronized boolean stands() {
    return wanted != null && standsIn == session.epoch();
  }

  /** The connection is there again. */
  synchronized void connected() {
    standsIn = NOWHERE;
    step();
  }

  @Override
  public synchronized void process(WatchedEvent event) {
    if (event.getType() == Event.EventType.NodeDeleted && wanted != null) {
      standsIn = NOWHERE;
      step();
    } else if (event.getType() == Event.EventType.NodeDataChanged) {
      watch();
    }
  }

  private synchronized void stepLater() {
    step();
  }

  private void step() {
    if (busy || session.state() != SessionState.CONNECTED) {
      return; // the answer, or the connection, goes on from here
    }
    CompletableFuture<?> next = next();
    if (next == null) {
      session.problems().clear(path);
      settled.complete(null);
      return;
    }
    busy = true;
    next.whenComplete((done, e) -> stepped(e));
  }

  private @Nullable CompletableFuture<?> next() {
    if (wanted == null) {
      return mayStand ? delete() : null;
    }
    if (standsIn != session.epoch()) {
      return create(wanted);
    }
    return Arrays.equals(written, wanted) ? null : set(wanted);
  }

  private synchronized void stepped(@Nullable Throwable e) {
    busy = false;
    if (e == null) {
      step();
    } else if (Failures.connectionLost(e)) {
      session.later(this::stepLater, 200, TimeUnit.MILLISECONDS); // or the connection, if sooner
    } else {
      ZkWireException failure = Failures.translate(e, "create", session.requests().real(path));
      session
          .problems()
          .report(new Problem(failure.code(), path, String.valueOf(failure.getMessage())), e);
      settled.completeExceptionally(failure);
      settled = new CompletableFuture<>();
      session.later(this::stepLater, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private CompletableFuture<?> create(byte[] data) {
    long epoch = session.epoch();
    mayStand = true;
    return session
        .requests()
        .createNode(path, data, CreateMode.EPHEMERAL)
        .thenAccept(stat -> stands(epoch, data))
        .exceptionallyCompose(
            e ->
                switch (code(e)) {
                  case NODEEXISTS -> look(epoch, data);
                  case NONODE ->
                      session.requests().ensure(path.substring(0, path.lastIndexOf('/')));
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /** Something of that name is there: ours, of this session or of one before. */
  private CompletableFuture<@Nullable Void> look(long epoch, byte[] data) {
    Requests requests = session.requests();
    return requests
        .get(path)
        .thenCompose(
            node -> {
              if (node == null) {
                return CompletableFuture.completedFuture(null); // gone meanwhile: made anew
              }
              if (node.stat().getEphemeralOwner() == currentSession()) {
                stands(epoch, sameAsBefore(epoch, node));
                return CompletableFuture.completedFuture(null);
              }
              return requests
                  .multi(
                      List.of(
                          requests.delete(path), requests.create(path, data, CreateMode.EPHEMERAL)))
                  .thenAccept(results -> stands(epoch, data))
                  .exceptionallyCompose(
                      e ->
                          code(e) == Code.NONODE
                              ? CompletableFuture.completedFuture(null)
                              : CompletableFuture.failedFuture(e));
            });
  }

  /** What was written in this session is left as it is, even if somebody has changed it since. */
  private synchronized byte @Nullable [] sameAsBefore(long epoch, Node node) {
    return madeIn == epoch ? written : node.data();
  }

  private synchronized void stands(long epoch, byte @Nullable [] data) {
    standsIn = epoch;
    madeIn = epoch;
    written = data;
    watch();
  }

  private void watch() {
    session
        .requests()
        .stat(path, this)
        .whenComplete(
            (stat, e) -> {
              if (stat == null && e == null) {
                vanished();
              }
            });
  }

  private synchronized void vanished() {
    if (wanted != null && !busy) {
      standsIn = NOWHERE;
      step();
    }
  }

  private CompletableFuture<?> set(byte[] data) {
    return session
        .requests()
        .multi(List.of(session.requests().set(path, data, -1)))
        .thenAccept(results -> wrote(data))
        .exceptionallyCompose(
            e -> {
              if (code(e) != Code.NONODE) {
                return CompletableFuture.failedFuture(e);
              }
              gone();
              return CompletableFuture.completedFuture(null);
            });
  }

  private synchronized void wrote(byte[] data) {
    written = data;
  }

  private synchronized void gone() {
    standsIn = NOWHERE;
  }

  private CompletableFuture<?> delete() {
    return session
        .requests()
        .multi(List.of(session.requests().delete(path)))
        .handle(
            (results, e) -> {
              if (e != null && code(e) != Code.NONODE) {
                throw new java.util.concurrent.CompletionException(Failures.unwrap(e));
              }
              deleted();
              return results;
            });
  }

  private synchronized void deleted() {
    mayStand = false;
    standsIn = NOWHERE;
    madeIn = NOWHERE;
    written = null;
  }

  private long currentSession() {
    try {
      return session.client().getZookeeperClient().getZooKeeper().getSessionId();
    } catch (Exception e) {
      return 0; // not connected: the next connection looks again
    }
  }

  private static Code code(Throwable e) {
    Throwable inner = Failures.unwrap(e);
    if (inner instanceof MultiFailed multi) {
      return multi.reason().code();
    }
    return inner instanceof KeeperException k ? k.code() : Code.SYSTEMERROR;
  }
}
