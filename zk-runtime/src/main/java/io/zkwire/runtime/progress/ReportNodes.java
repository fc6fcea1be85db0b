package io.zkwire.runtime.progress;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of one worker: an ephemeral one while it runs, and its result. One request at a time;
 * thread-safe.
 *
 * <p>A node that a session of this process made is ours, and none else is written or deleted:
 * before each write its owner is looked at, since somebody may have deleted it, and another process
 * of the name made one. If the session ends, the server refuses what was sent for it.
 */
final class ReportNodes {

  static final String LIVE = "/progress";
  static final String RESULTS = "/progress-results";

  private static final Logger LOG = LoggerFactory.getLogger(ReportNodes.class);
  private static final int MOST_TRIES = 6;

  private final Session session;
  private final Requests requests;
  private final String task;
  private final String worker;
  private final Set<Long> owners = ConcurrentHashMap.newKeySet();

  ReportNodes(Session session, String task, String worker) {
    this.session = session;
    this.requests = session.requests();
    this.task = task;
    this.worker = worker;
  }

  String task() {
    return task;
  }

  String worker() {
    return worker;
  }

  /** Where it stands while it runs. */
  String live() {
    return LIVE + "/" + task + "/" + worker;
  }

  private String result() {
    return RESULTS + "/" + task + "/" + worker;
  }

  /**
   * Makes the node.
   *
   * @param run the run that it is made for
   * @return whether it is ours; not if another process has the name
   */
  CompletableFuture<Boolean> create(byte[] data, String run) {
    owners.add(currentSession());
    return make(data)
        .exceptionallyCompose(
            e ->
                switch (Failures.code(e)) {
                  case NONODE -> requests.ensure(LIVE + "/" + task).thenCompose(done -> make(data));
                  case NODEEXISTS -> meet(data, run);
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  private CompletableFuture<Boolean> make(byte[] data) {
    return requests.createNode(live(), data, CreateMode.EPHEMERAL).thenApply(stat -> true);
  }

  /** A node of the name is there: ours, if one of our sessions made it, and for this run. */
  private CompletableFuture<Boolean> meet(byte[] data, String run) {
    return requests
        .get(live())
        .thenCompose(
            node -> {
              long owner = node == null ? 0 : node.stat().getEphemeralOwner();
              if (node == null || !owners.contains(owner)) {
                return CompletableFuture.completedFuture(false);
              }
              boolean ofNow = owner == currentSession();
              if (!ofNow && !run.equals(runOf(node))) {
                return CompletableFuture.completedFuture(false);
              }
              List<Op> ops = new ArrayList<>();
              if (ofNow) { // even if somebody has written it
                ops.add(requests.set(live(), data, node.stat().getVersion()));
              } else { // of the session before, which has not ended yet (F10)
                ops.add(Op.delete(requests.real(live()), node.stat().getVersion()));
                ops.add(requests.create(live(), data, CreateMode.EPHEMERAL));
              }
              return requests.multi(ops).thenApply(results -> true);
            });
  }

  private @Nullable String runOf(Node node) {
    try {
      return Report.of(node.data()).run();
    } catch (IOException e) {
      LOG.debug("{} finds something else at {}", session.label(), live(), e);
      return null;
    }
  }

  private long currentSession() {
    try {
      return session.client().getZookeeperClient().getZooKeeper().getSessionId();
    } catch (Exception e) {
      LOG.debug("{} is connected no longer", session.label(), e);
      return 0;
    }
  }

  /**
   * Writes the node, which this session has made.
   *
   * @return whether it was there as it was left; not if somebody has deleted it, which is no order,
   *     or has written it
   */
  CompletableFuture<Boolean> set(byte[] data) {
    return own()
        .thenCompose(
            version ->
                version == null
                    ? CompletableFuture.completedFuture(false)
                    : requests
                        .multi(List.of(requests.set(live(), data, version)))
                        .thenApply(results -> true))
        .exceptionallyCompose(
            e ->
                switch (Failures.code(e)) {
                  case NONODE, BADVERSION -> CompletableFuture.completedFuture(false);
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /** The version of the node, if one of this session stands. */
  private CompletableFuture<@Nullable Integer> own() {
    return requests
        .stat(live(), null)
        .thenApply(
            stat ->
                stat != null && stat.getEphemeralOwner() == currentSession()
                    ? stat.getVersion()
                    : null);
  }

  /**
   * Takes the node away and writes the result, in one transaction.
   *
   * @param there whether the node is ours
   */
  CompletableFuture<@Nullable Void> end(byte[] data, boolean there) {
    return there ? endOwn(data, true, MOST_TRIES) : end(data, null, true, MOST_TRIES);
  }

  private CompletableFuture<@Nullable Void> endOwn(byte[] data, boolean create, int tries) {
    return own().thenCompose(version -> end(data, version, create, tries));
  }

  private CompletableFuture<@Nullable Void> end(
      byte[] data, @Nullable Integer version, boolean create, int tries) {
    List<Op> ops = new ArrayList<>();
    if (version != null) {
      ops.add(Op.delete(requests.real(live()), version));
    }
    ops.add(
        create
            ? requests.create(result(), data, CreateMode.PERSISTENT)
            : requests.set(result(), data, -1));
    return requests
        .multi(ops)
        .<@Nullable Void>thenApply(results -> null)
        .exceptionallyCompose(e -> again(e, data, version, create, tries));
  }

  private CompletableFuture<@Nullable Void> again(
      Throwable e, byte[] data, @Nullable Integer version, boolean create, int tries) {
    if (tries > 0 && Failures.unwrap(e) instanceof MultiFailed failed) {
      boolean ofDelete = version != null && failed.index() == 0;
      Code code = failed.reason().code();
      if (ofDelete && (code == Code.NONODE || code == Code.BADVERSION)) {
        return endOwn(data, create, tries - 1);
      }
      if (!ofDelete && create && code == Code.NODEEXISTS) {
        return end(data, version, false, tries - 1);
      }
      if (!ofDelete && create && code == Code.NONODE) {
        return requests
            .ensure(RESULTS + "/" + task)
            .thenCompose(done -> end(data, version, true, tries - 1));
      }
      if (!ofDelete && code == Code.NONODE) {
        return end(data, version, true, tries - 1);
      }
    }
    return CompletableFuture.failedFuture(e);
  }
}
