package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement.State;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the receipts of one member: one for each command, whoever is first. Thread-safe. */
final class Receipts {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  private final Session session;
  private final Requests requests;
  private final String member;
  private final String process;
  private final String id;

  /**
   * Makes them.
   *
   * @param session the session
   * @param member the member
   * @param number another one for each receiver of this process
   */
  Receipts(Session session, String member, long number) {
    this.session = session;
    this.requests = session.requests();
    this.member = member;
    this.process = session.id() + ".";
    this.id = process + number;
  }

  /** Who receives, as it is written. */
  String id() {
    return id;
  }

  /**
   * Writes the first acknowledgement of a command.
   *
   * @return its Stat, whose mtime is a time of the servers after this call; null if it was not to
   *     be
   */
  CompletableFuture<@Nullable Stat> create(Posted posted, Ack ack) {
    return create(posted, ack, true);
  }

  private CompletableFuture<@Nullable Stat> create(Posted posted, Ack ack, boolean first) {
    CompletableFuture<?> created =
        posted.order().leader() == null
            ? requests.createNode(posted.ack(member), ack.bytes(), CreateMode.PERSISTENT)
            : requests.multi(
                List.of(
                    requests.create(posted.ack(member), ack.bytes(), CreateMode.PERSISTENT),
                    requests.create(Posted.taken(posted.path()), null, CreateMode.PERSISTENT)));
    return created
        .thenCompose(
            done ->
                done instanceof Stat stat
                    ? CompletableFuture.<@Nullable Stat>completedFuture(stat)
                    : requests.stat(posted.ack(member), null))
        .exceptionallyCompose(
            e -> {
              Code code = Failures.code(e);
              if (code == Code.NONODE && first) {
                return parent(posted)
                    .thenCompose(there -> there ? create(posted, ack, false) : nothing());
              }
              return code == Code.NODEEXISTS ? meet(posted) : CompletableFuture.failedFuture(e);
            });
  }

  private static CompletableFuture<@Nullable Stat> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  /** Not with its own parents: a command that was deleted must not come back. */
  private CompletableFuture<Boolean> parent(Posted posted) {
    return requests
        .createNode(posted.acks(), null, CreateMode.PERSISTENT)
        .thenApply(stat -> true)
        .exceptionallyCompose(
            e ->
                switch (Failures.code(e)) {
                  case NODEEXISTS -> CompletableFuture.completedFuture(true);
                  case NONODE -> CompletableFuture.completedFuture(false);
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /**
   * There is one already: this one's, of which the answer was lost; of another object of this
   * process; an earlier process's; or its sender's, at the deadline.
   */
  private CompletableFuture<@Nullable Stat> meet(Posted posted) {
    return requests
        .get(posted.ack(member))
        .thenCompose(
            node -> {
              Ack there = node == null ? null : ack(node);
              if (node == null || there == null || there.state() != State.RECEIVED) {
                return nothing();
              }
              String receiver = String.valueOf(there.receiver());
              if (receiver.equals(id)) {
                return again(posted, node);
              }
              return receiver.startsWith(process) ? nothing() : died(posted, node);
            });
  }

  private @Nullable Ack ack(Node node) {
    try {
      return Ack.of(node.data());
    } catch (IOException e) {
      LOG.debug("{} finds something else as an acknowledgement", session.label(), e);
      return null;
    }
  }

  /** The same once more, only to learn what time the servers have now. */
  private CompletableFuture<@Nullable Stat> again(Posted posted, Node node) {
    Op set = requests.set(posted.ack(member), node.data(), node.stat().getVersion());
    return requests
        .multi(List.of(set))
        .thenApply(
            results ->
                results.get(0) instanceof OpResult.SetDataResult done ? done.getStat() : null);
  }

  /** An earlier process of this member had received it, and is gone. */
  private CompletableFuture<@Nullable Stat> died(Posted posted, Node node) {
    Op set =
        requests.set(posted.ack(member), Ack.of(State.DIED, id).bytes(), node.stat().getVersion());
    return requests
        .multi(List.of(set))
        .<@Nullable Stat>thenApply(results -> null)
        .exceptionallyCompose(
            e -> Failures.connectionLost(e) ? CompletableFuture.failedFuture(e) : nothing());
  }
}
