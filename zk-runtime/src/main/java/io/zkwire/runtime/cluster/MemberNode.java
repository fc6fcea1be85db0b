package io.zkwire.runtime.cluster;

import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the node of one member: one request at a time, decided by what is wanted and what is known.
 * The node is never deleted while its session lives, except to leave; what belongs to another
 * session is never written. Thread-safe; nothing blocks.
 */
final class MemberNode {

  private static final long RETRY_SECONDS = 5;

  /** Many join at a time: the watches, one request each, come when that is over. */
  private static final long ARM_MILLIS = 1_000;

  private final Session session;
  private final OwnMember member;
  private final GroupNodes groups;
  private final Occupied occupied;
  private final CompletableFuture<@Nullable Void> joined = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();
  private final Watcher watcher = this::changed;

  private @Nullable String path;
  private int version;
  private long owner; // the session that made the node
  private boolean wanted;
  private boolean ended; // it is to leave, or has left: a node serves once
  private boolean unsure; // it may stand: the answer was lost
  private boolean persistent; // nobody waits for it to stand
  private boolean stands;
  private boolean armed;
  private boolean doubtful;
  private boolean dirty;
  private boolean busy;
  private boolean waiting;
  private int attempt;
  private byte @Nullable [] written;

  MemberNode(Session session, OwnMember member, GroupNodes groups) {
    this.session = session;
    this.member = member;
    this.groups = groups;
    this.occupied = new Occupied(session, member);
  }

  /** From now on the member is to stand. Completes when it does; fails if it cannot. */
  CompletableFuture<@Nullable Void> join() {
    synchronized (this) {
      wanted = !ended;
    }
    pump();
    return joined;
  }

  /** Nobody waits for it: what keeps it from standing is reported, and it is tried again. */
  void persist() {
    synchronized (this) {
      if (persistent || ended) {
        return;
      }
      persistent = true;
    }
    joined.whenComplete((done, e) -> insist(e));
  }

  private void insist(@Nullable Throwable e) {
    synchronized (this) {
      if (e == null || ended || wanted) {
        return;
      }
      wanted = true;
    }
    failed(Failures.translate(e, "join", place()));
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Completes when it has left. */
  CompletableFuture<@Nullable Void> left() {
    return left;
  }

  /** From now on it is not to stand. Completes when it does not. */
  CompletableFuture<@Nullable Void> leave() {
    synchronized (this) {
      if (ended) {
        return left;
      }
      ended = true;
      wanted = false;
      if (!stands && !busy && !unsure) {
        left.complete(null);
      }
    }
    session.problems().clear(subject());
    joined.completeExceptionally(
        new ZkWireException(
            ErrorCode.SESSION_CLOSED, "it left before it had joined", "Join it again", null));
    pump();
    return left;
  }

  synchronized boolean stands() {
    return stands;
  }

  /** Whether it has stood, since it is wanted. */
  boolean joined() {
    return joined.isDone() && !joined.isCompletedExceptionally();
  }

  /** Whether it stands, and by a node of the session of now. */
  boolean isPresent() {
    long session = this.session.sessionId();
    synchronized (this) {
      return stands && owner == session;
    }
  }

  /** There is something else to tell. */
  void changed() {
    synchronized (this) {
      dirty = true;
    }
    pump();
  }

  void connected(boolean newSession) {
    occupied.clear(); // whoever has the place is given its whole time again
    synchronized (this) {
      unsure = (unsure || (busy && !stands)) && !newSession;
      busy = false; // whatever was under way has failed
      attempt++;
      waiting = false;
      if (newSession) {
        stands = false;
        armed = false;
        path = null;
      }
      doubtful = stands && !armed; // a watch that stands tells what happened meanwhile
      if (ended && !stands && !unsure) {
        left.complete(null); // it went with the session
      }
    }
    pump();
  }

  private void pump() {
    if (session.state() != SessionState.CONNECTED) {
      return; // once it is there again
    }
    CompletableFuture<@Nullable Void> step;
    int number;
    synchronized (this) {
      step = busy ? null : next();
      if (step == null) {
        return;
      }
      busy = true;
      number = ++attempt;
    }
    step.whenComplete((done, e) -> stepped(number, e));
    groups.flush();
  }

  /** The next request; null where all is as it should be. Called under the lock: it only sends. */
  private @Nullable CompletableFuture<@Nullable Void> next() {
    if (!wanted) {
      return stands ? farewell() : unsure ? meet() : null;
    }
    if (!stands) {
      return waiting ? null : path == null ? locate() : create();
    }
    if (doubtful) {
      return meet();
    }
    return dirty ? write() : null;
  }

  private void stepped(int number, @Nullable Throwable e) {
    ZkWireException failure = null;
    synchronized (this) {
      if (number != attempt) {
        return; // of a connection before
      }
      busy = false;
      if (e != null && !Failures.connectionLost(e)) {
        failure = Failures.translate(e, "join", place());
        waiting = true;
      } else if (e != null) {
        doubtful = true;
        unsure = !stands;
        session.later(this::again, RETRY_SECONDS, TimeUnit.SECONDS);
        return; // decided when the connection is back, or is there all the same
      }
      if (!wanted && !stands && !unsure) {
        left.complete(null);
      }
    }
    if (failure != null) {
      failed(failure);
    } else {
      pump();
    }
  }

  private void failed(ZkWireException failure) {
    boolean told;
    synchronized (this) {
      told = !persistent && !joined.isDone();
      wanted &= !told; // whoever asked is told, and decides
    }
    if (told) {
      joined.completeExceptionally(failure);
      return;
    }
    String message = String.valueOf(failure.getMessage());
    session.problems().report(new Problem(failure.code(), subject(), message), failure);
    session.later(this::again, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private void again() {
    synchronized (this) {
      waiting = false;
    }
    pump();
  }

  /** Where it is to stand; the parent is made if it is not there. */
  private CompletableFuture<@Nullable Void> locate() {
    return groups
        .parent(member.group(), member.id(), member.buckets())
        .thenAccept(this::standBelow);
  }

  private synchronized void standBelow(@Nullable String parent) {
    path = parent == null ? null : parent + "/" + member.id();
  }

  /** Many may come at once: their nodes are made together. */
  private CompletableFuture<@Nullable Void> create() {
    byte[] data = take();
    long by = session.sessionId();
    return groups
        .make(session.requests().create(place(), data, CreateMode.EPHEMERAL))
        .thenAccept(made -> standsNow(new Stat(), by, data)) // version 0, as of a node that is new
        .exceptionallyCompose(
            e -> {
              Code code = Failures.code(e);
              if (code == Code.NODEEXISTS) {
                return meet();
              }
              if (code == Code.NONODE) { // its parent was deleted: once more from above
                groups.forget(member.group());
                standBelow(null);
                return nothing();
              }
              return CompletableFuture.failedFuture(e);
            });
  }

  private synchronized byte[] take() {
    dirty = false;
    return member.content();
  }

  private String place() {
    String at = path;
    return at != null ? at : Places.group(member.group()) + "/" + member.id();
  }

  private void standsNow(Stat stat, long by, byte[] data) {
    boolean arm;
    synchronized (this) {
      unsure = false;
      stands = true;
      owner = by;
      doubtful = false;
      version = stat.getVersion();
      written = data;
      arm = !armed;
      armed = armed || arm;
    }
    occupied.clear();
    session.problems().clear(subject());
    joined.complete(null);
    member.stands();
    if (arm) {
      session.later(this::arm, ARM_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Watches for the node's deletion, not for its data: as a node that may have children. */
  private void arm() {
    synchronized (this) {
      if (!stands || !wanted) {
        armed = false;
        return;
      }
    }
    session
        .requests()
        .children(place(), watcher)
        .whenComplete(
            (listing, e) -> {
              if (e != null || listing == null) {
                disarmed();
              }
            });
  }

  private void changed(WatchedEvent event) {
    if (event.getType() != Watcher.Event.EventType.None) {
      disarmed();
    }
  }

  /** Deletion is no order: who stands there now is looked at, and the node made again. */
  private void disarmed() {
    synchronized (this) {
      armed = false;
      doubtful = true;
    }
    pump();
  }

  /** Looks whose node stands at the place. */
  private CompletableFuture<@Nullable Void> meet() {
    return session.requests().get(place()).thenCompose(this::met);
  }

  private CompletableFuture<@Nullable Void> met(@Nullable Node node) {
    if (node == null) {
      absent();
      return nothing();
    }
    if (node.stat().getEphemeralOwner() == session.sessionId()) {
      byte[] data = node.data() == null ? new byte[0] : node.data();
      standsNow(node.stat(), node.stat().getEphemeralOwner(), data);
      synchronized (this) {
        dirty = dirty || !Arrays.equals(node.data(), member.content());
      }
      return nothing();
    }
    synchronized (this) {
      if (!wanted) { // one of another session goes by itself
        absent();
        return nothing();
      }
    }
    Member other = Occupied.read(member, node);
    if (other != null && other.incarnation().equals(member.incarnation())) {
      return replace(node);
    }
    synchronized (this) {
      absent();
      waiting = true;
    }
    return occupied.waitFor(node, other, place(), this::again);
  }

  private synchronized void absent() {
    stands = false;
    armed = false;
    doubtful = false;
    unsure = false;
  }

  /**
   * The node is our own, of a session that is over for us and not yet for the servers. The write
   * before the deletion, in one transaction, tells watchers that it is no death.
   */
  private CompletableFuture<@Nullable Void> replace(Node old) {
    byte[] data = take();
    var requests = session.requests();
    long by = session.sessionId();
    return requests
        .multi(
            List.of(
                requests.set(place(), data, old.stat().getVersion()),
                requests.delete(place()),
                requests.create(place(), data, CreateMode.EPHEMERAL)))
        .thenAccept(
            results -> {
              synchronized (this) {
                armed = false;
              }
              standsNow(new Stat(), by, data); // version 0, as of a node that is new
            })
        .exceptionallyCompose(this::elseLookAgain);
  }

  private CompletableFuture<@Nullable Void> write() {
    byte[] data = take();
    if (Arrays.equals(data, written)) {
      return nothing();
    }
    return session
        .requests()
        .multi(List.of(session.requests().set(place(), data, version)))
        .thenAccept(
            results -> {
              synchronized (this) {
                if (results.get(0) instanceof OpResult.SetDataResult set) {
                  version = set.getStat().getVersion();
                }
                written = data;
              }
              session.metrics().count("zkwire.members.written", 1);
            })
        .exceptionallyCompose(
            e -> {
              synchronized (this) {
                dirty = true;
              }
              return elseLookAgain(e);
            });
  }

  /** The node is not as it was: somebody wrote or deleted it. */
  private CompletableFuture<@Nullable Void> elseLookAgain(Throwable e) {
    if (lookAgain(e)) {
      synchronized (this) {
        doubtful = stands;
      }
      return nothing();
    }
    return CompletableFuture.failedFuture(e);
  }

  private static boolean lookAgain(Throwable e) {
    return switch (Failures.code(e)) {
      case BADVERSION, NONODE, NODEEXISTS -> true;
      default -> false;
    };
  }

  /** A write before the deletion, in one transaction, is how watchers know that it left. */
  private CompletableFuture<@Nullable Void> farewell() {
    byte[] data = written == null ? new byte[0] : written;
    var requests = session.requests();
    int expected = version;
    return requests
        .multi(List.of(requests.set(place(), data, expected), requests.delete(place())))
        .handle((results, e) -> e)
        .thenCompose(
            e -> {
              if (e != null && Failures.code(e) == Code.BADVERSION) {
                return ownVersion().thenAccept(this::leftUnless);
              }
              leftUnless(e != null && Failures.connectionLost(e) ? expected : null);
              return e == null || lookAgain(e) ? nothing() : CompletableFuture.failedFuture(e);
            });
  }

  private void leftUnless(@Nullable Integer stillOurs) {
    synchronized (this) {
      stands = stillOurs != null;
      version = stillOurs == null ? 0 : stillOurs;
    }
  }

  /** The version of the node where it is ours, else null. */
  private CompletableFuture<@Nullable Integer> ownVersion() {
    return session
        .requests()
        .get(place())
        .thenApply(
            node ->
                node != null && node.stat().getEphemeralOwner() == session.sessionId()
                    ? node.stat().getVersion()
                    : null);
  }

  private static CompletableFuture<@Nullable Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private String subject() {
    return "member " + member.group() + "/" + member.id();
  }
}
