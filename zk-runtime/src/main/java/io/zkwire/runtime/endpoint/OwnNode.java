package io.zkwire.runtime.endpoint;

import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  private static final long ARM_MILLIS = 100;
  private static final long FIRST_RETRY_MILLIS = 200;
  private static final long LAST_RETRY_MILLIS = 5_000;

  private final Session session;
  private final String path;
  private byte @Nullable [] wanted;
  private byte @Nullable [] written;
  private long standsIn = NOWHERE; // the session in which it is known to stand
  private long madeIn = NOWHERE; // the session in which its data was last written
  private boolean mayStand;
  private boolean busy;
  private long retryMillis = FIRST_RETRY_MILLIS;
  private CompletableFuture<@Nullable Void> settled = new CompletableFuture<>(); // never done

  OwnNode(Session session, String path) {
    this.session = session;
    this.path = path;
  }

  /**
   * From now on it has that data; without any it does not stand.
   *
   * @return completes when that is so, fails if it cannot be
   */
  CompletableFuture<@Nullable Void> want(byte @Nullable [] data) {
    CompletableFuture<@Nullable Void> mine;
    synchronized (this) {
      wanted = data;
      mine = settled;
    }
    step();
    return mine;
  }

  /** Whether it is known to stand in the session of now. */
  synchronized boolean stands() {
    return wanted != null && standsIn == session.epoch();
  }

  /** The connection is there again. */
  void connected() {
    lookAgain();
  }

  @Override
  public void process(WatchedEvent event) {
    switch (event.getType()) {
      case None, NodeCreated -> {} // of the connection, which tells by itself; by ourselves
      case NodeDataChanged -> watch(session.epoch());
      default -> lookAgain(); // it is gone, or the watch is
    }
  }

  /** It may be gone: also what is under way was decided before that was known. */
  private void lookAgain() {
    synchronized (this) {
      standsIn = NOWHERE;
    }
    step();
  }

  /** Sends the next request, one at a time; whoever waits is told outside the lock. */
  private void step() {
    CompletableFuture<?> next;
    CompletableFuture<@Nullable Void> reached;
    synchronized (this) {
      if (busy || session.state() != SessionState.CONNECTED) {
        return; // the answer, or the connection, goes on from here
      }
      next = next();
      busy = next != null;
      reached = settled;
      settled = busy ? reached : new CompletableFuture<>();
    }
    if (next != null) {
      next.whenComplete((done, e) -> stepped(e));
    } else {
      session.problems().clear(path);
      reached.complete(null);
    }
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

  private void stepped(@Nullable Throwable e) {
    CompletableFuture<@Nullable Void> failed = null;
    synchronized (this) {
      busy = false;
      if (e == null) {
        retryMillis = FIRST_RETRY_MILLIS;
      } else if (!Failures.connectionLost(e)) {
        failed = settled;
        settled = new CompletableFuture<>();
      }
    }
    if (e == null) {
      step();
      return;
    }
    if (failed != null) {
      ZkWireException failure = Failures.translate(e, "create", session.requests().real(path));
      session
          .problems()
          .report(new Problem(failure.code(), path, String.valueOf(failure.getMessage())), e);
      failed.completeExceptionally(failure);
    }
    session.later(this::step, nextRetry(), TimeUnit.MILLISECONDS); // or the connection, if sooner
  }

  private synchronized long nextRetry() {
    long now = retryMillis;
    retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * now);
    return now;
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
                switch (Failures.code(e)) {
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
              long own = session.sessionId();
              if (own == 0) { // it cannot be told whose it is: ours is never deleted by mistake
                return CompletableFuture.failedFuture(
                    KeeperException.create(Code.CONNECTIONLOSS, path));
              }
              if (node.stat().getEphemeralOwner() == own) {
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
                          Failures.code(e) == Code.NONODE
                              ? CompletableFuture.completedFuture(null)
                              : CompletableFuture.failedFuture(e));
            });
  }

  /** What was written in this session is left as it is, even if somebody has changed it since. */
  private synchronized byte @Nullable [] sameAsBefore(long epoch, Node node) {
    return madeIn == epoch ? written : node.data();
  }

  private void stands(long epoch, byte @Nullable [] data) {
    synchronized (this) {
      standsIn = epoch;
      madeIn = epoch;
      written = data;
    }
    session.later(() -> arm(epoch), ARM_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Not at once: whoever waits for the node is not held up by the request for its watch. */
  private void arm(long epoch) {
    boolean needed;
    synchronized (this) {
      needed = wanted != null && standsIn == epoch;
    }
    if (needed) {
      watch(epoch);
    }
  }

  /**
   * Watches for the end of the node. Where it has gone before that, or where the watch could not be
   * set, nobody would tell: then it is looked at again.
   */
  private void watch(long epoch) {
    session
        .requests()
        .stat(path, this)
        .whenComplete(
            (stat, e) -> {
              if (e != null) {
                session.later(() -> unwatched(epoch), FIRST_RETRY_MILLIS, TimeUnit.MILLISECONDS);
              } else if (stat == null) {
                lookAgain();
              }
            });
  }

  /** A connection that came since then has looked by itself. */
  private void unwatched(long epoch) {
    boolean stillTaken;
    synchronized (this) {
      stillTaken = standsIn == epoch;
    }
    if (stillTaken) {
      lookAgain();
    }
  }

  private CompletableFuture<?> set(byte[] data) {
    return session
        .requests()
        .multi(List.of(session.requests().set(path, data, -1)))
        .thenAccept(results -> wrote(data))
        .exceptionallyCompose(
            e -> {
              if (Failures.code(e) != Code.NONODE) {
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
              if (e != null && Failures.code(e) != Code.NONODE) {
                throw new CompletionException(Failures.unwrap(e));
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
}
