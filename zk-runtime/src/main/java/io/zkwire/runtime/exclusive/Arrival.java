package io.zkwire.runtime.exclusive;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Created;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/**
 * Brings the node of one candidacy into being: with its root where there is none, and with the
 * truth about it where the connection was lost on the way. Thread-safe.
 */
final class Arrival {

  /** What comes of it. */
  interface Outcome {
    /** The create was sent; what is asked next is answered after it. */
    void sent();

    /**
     * The node stands.
     *
     * @param path its path
     * @param czxid the transaction that created it
     * @param stamp from before the create was sent; null if the create's answer was lost
     */
    void arrived(String path, long czxid, @Nullable Stamp stamp);

    /** The connection was lost: it is not known whether the node stands. */
    void unknown();

    /** It is known that the node does not stand. */
    void absent();

    void failed(ZkWireException failure);
  }

  private static final int MOST_ATTEMPTS = 5;

  private final ExclusiveWork work;
  private final Session session;
  private final Line line;
  private final String id;
  private final Outcome outcome;
  private final AtomicInteger attempts = new AtomicInteger();

  Arrival(ExclusiveWork work, Line line, String id, Outcome outcome) {
    this.work = work;
    this.session = work.session();
    this.line = line;
    this.id = id;
    this.outcome = outcome;
  }

  /** Creates the node. */
  void start() {
    if (line.counted() && !work.compared(line)) {
      session.requests().get(line.root()).whenComplete(this::compare);
    } else {
      create();
    }
  }

  /** Before the first permit of a session: whether everybody has the same number. */
  private void compare(@Nullable Node root, @Nullable Throwable e) {
    if (e != null) {
      lostOrFailed(e, "read");
    } else if (root != null && !Arrays.equals(root.data(), line.bytes())) {
      outcome.failed(
          new ZkWireException(
              ErrorCode.LOCK_CONFLICT,
              session.requests().real(line.root())
                  + " is stored with another number of permits than "
                  + line.content(),
              "Use the same number everywhere, or another name",
              null));
    } else {
      if (root != null) {
        work.comparedNow(line);
      }
      create();
    }
  }

  private void create() {
    Stamp sent = Stamp.of(work.clock());
    session
        .requests()
        .createSequential(line.path(id), work.description())
        .whenComplete((created, e) -> created(created, sent, e));
    outcome.sent();
  }

  private void created(@Nullable Created created, Stamp sent, @Nullable Throwable e) {
    if (created != null) {
      outcome.arrived(created.path(), created.stat().getCzxid(), sent);
    } else if (e != null && noRoot(e)) {
      Roots.make(session.requests(), line).whenComplete((made, why) -> rootMade(why));
    } else if (e != null) {
      lostOrFailed(e, "create");
    }
  }

  private static boolean noRoot(Throwable e) {
    return Failures.unwrap(e) instanceof KeeperException k && k.code() == Code.NONODE;
  }

  private void rootMade(@Nullable Throwable e) {
    if (e != null) {
      lostOrFailed(e, "create");
    } else if (attempts.incrementAndGet() <= MOST_ATTEMPTS) {
      start();
    } else {
      outcome.failed(
          new ZkWireException(
              ErrorCode.SESSION_REQUEST,
              session.requests().real(line.root()) + " is deleted as often as it is created",
              "Find out who deletes it; roots of lines are persistent",
              null));
    }
  }

  /** After a lost connection: whether the create was made shows in the list. */
  void search() {
    Requests requests = session.requests();
    requests
        .sync(line.root())
        .thenCompose(synced -> requests.children(line.root()))
        .whenComplete(
            (listing, e) -> {
              if (e == null) {
                found(listing);
              } else if (!Failures.connectionLost(e)) {
                outcome.failed(Failures.translate(e, "list", line.root()));
              } // otherwise it is searched again when the connection is back
            });
  }

  private void found(@Nullable Listing listing) {
    String name = listing == null ? null : LineView.of(listing.names(), listing.stat()).named(id);
    if (name == null) {
      outcome.absent();
      return;
    }
    String node = line.root() + "/" + name;
    session
        .requests()
        .stat(node, null)
        .whenComplete(
            (stat, e) -> {
              if (stat != null) {
                // No request of ours whose answer we know has shown the node: the next beat does.
                outcome.arrived(node, stat.getCzxid(), null);
              } else if (e == null) {
                outcome.absent();
              }
            });
  }

  private void lostOrFailed(Throwable e, String what) {
    if (Failures.connectionLost(e)) {
      outcome.unknown();
    } else {
      outcome.failed(Failures.translate(e, what, line.root()));
    }
  }
}
