package io.zkwire.runtime.id;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/**
 * What must be so before anything is taken from a type: the {@code ZkWire} is open, the ensemble is
 * the known one (R12), and everybody uses the type in the same way, as its root says. It bounds all
 * waiting, too. Thread-safe.
 */
final class Gate {

  private static final long LOOK_NANOS = 10_000_000;

  private final Session session;
  private final String type;
  private final String kind;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean agreed;

  /**
   * Makes it.
   *
   * @param session the session
   * @param type the type
   * @param kind what the root of the type holds, the same for everybody
   */
  Gate(Session session, String type, String kind) {
    this.session = session;
    this.type = type;
    this.kind = kind;
  }

  Session session() {
    return session;
  }

  String type() {
    return type;
  }

  String root() {
    return "/ids/" + type;
  }

  /** What remembers how far a type is, beside its root and outlasting it. */
  String memory() {
    return "/zkwire/ids/" + type;
  }

  /** Refuses what must not go on; never asks ZooKeeper. */
  void requireRight() {
    session.requireOpen();
    if (session.bootstrap().generationChanged()) {
      throw Refusals.back(type, "the ensemble is not the one that was known");
    }
  }

  /** The same, and asks ZooKeeper once how the type is used. */
  void pass() {
    requireRight();
    if (!agreed) {
      locked(lock, this::agree);
    }
  }

  /** Whether what ZooKeeper says now is of an ensemble that was looked at. */
  boolean looked() {
    return session.bootstrap().looked();
  }

  /** Waits until that is so, for a bounded time; not on a thread of ZooKeeper. */
  void awaitLooked() {
    long begin = session.options().clock().nanoTime();
    while (!looked()) {
      requireRight();
      Duration waited = Duration.ofNanos(session.options().clock().nanoTime() - begin);
      if (isAwayForLong() || waited.compareTo(patience()) > 0 || isInterrupted()) {
        throw Refusals.unavailable(type, "the ensemble could not be looked at yet", null);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  /** The ensemble may be another one. */
  void askAgain() {
    agreed = false;
  }

  private void agree() {
    if (!agreed) {
      await(agreement(0));
      agreed = true;
    }
  }

  private CompletableFuture<@Nullable Void> agreement(int attempts) {
    Requests requests = session.requests();
    return requests
        .get(root())
        .thenCompose(
            found ->
                found == null
                    ? create()
                    : found.data() == null || found.data().length == 0
                        ? adopt(found)
                        : compare(found.data()))
        .exceptionallyCompose(
            e ->
                attempts < 5 && Conflict.isRace(e)
                    ? agreement(attempts + 1)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  private CompletableFuture<@Nullable Void> create() {
    Requests requests = session.requests();
    return CompletableFuture.allOf(requests.ensure("/ids"), requests.ensure("/zkwire/ids"))
        .thenCompose(there -> requests.createNode(root(), bytes(), CreateMode.PERSISTENT))
        .thenApply(made -> null);
  }

  /** A root that was made as somebody's parent says nothing yet. */
  private CompletableFuture<@Nullable Void> adopt(Node found) {
    Requests requests = session.requests();
    return requests
        .ensure("/zkwire/ids")
        .thenCompose(
            there ->
                requests.multi(List.of(requests.set(root(), bytes(), found.stat().getVersion()))))
        .thenApply(made -> null);
  }

  private CompletableFuture<@Nullable Void> compare(byte[] data) {
    String found = new String(data, StandardCharsets.UTF_8);
    return found.equals(kind)
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(contradiction(found, kind));
  }

  /** The type is used in one way already, and here in another. */
  IdException contradiction(String found, String here) {
    return new IdException(
        ErrorCode.ID_TYPE,
        type,
        "'"
            + type
            + "' is used as "
            + Names.printable(found)
            + " already, and here as "
            + here
            + " ("
            + session.requests().real(root())
            + ")",
        "Use the same strategy and layout everywhere, or another type",
        null);
  }

  private byte[] bytes() {
    return kind.getBytes(StandardCharsets.UTF_8);
  }

  // ---- waiting

  /** How long a call waits at most. */
  Duration patience() {
    return session.options().connectTimeout();
  }

  /** Waits for something that ZooKeeper answers; a bounded time, and not at all once it is away. */
  void await(CompletableFuture<?> coming) {
    if (!coming.isDone() && isAwayForLong()) {
      throw Refusals.unavailable(
          type, "ZooKeeper has been away for " + session.stateAge().toSeconds() + " s", null);
    }
    try {
      coming.get(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Refusals.unavailable(
          type, "ZooKeeper has not answered within " + patience().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.unavailable(type, "the thread was interrupted while it waited", e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private boolean isAwayForLong() {
    return session.state() != SessionState.CONNECTED
        && session.stateAge().compareTo(patience()) > 0;
  }

  /** The exception of a request that failed: of IDs, but where an ACL has refused it. */
  ZkWireException failure(Throwable e) {
    Throwable inner = Failures.unwrap(e);
    if (inner instanceof ZkWireException z && z.code() != ErrorCode.SESSION_REQUEST) {
      return z;
    }
    Code code = Conflict.code(inner);
    return code != null && Failures.denied(code)
        ? Failures.translate(inner, "write", session.requests().real(root()))
        : Refusals.unavailable(type, why(inner), inner);
  }

  private static String why(Throwable e) {
    if (Failures.connectionLost(e)) {
      return "the connection was lost";
    }
    Throwable answer = e instanceof MultiFailed multi ? multi.reason() : e;
    return answer instanceof Conflict
        ? "others were faster each time"
        : "ZooKeeper has answered " + answer.getMessage();
  }

  /** Runs something under a lock that may be held for as long as ZooKeeper is waited for. */
  void locked(ReentrantLock guard, Runnable step) {
    try {
      if (!guard.tryLock(patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusals.unavailable(type, "others have been waiting for ZooKeeper too long", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.unavailable(type, "the thread was interrupted while it waited", e);
    }
    try {
      step.run();
    } finally {
      guard.unlock();
    }
  }
}
