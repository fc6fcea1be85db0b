package io.zkwire.runtime.cluster;

import io.zkwire.runtime.cluster.MemberJson.Unreadable;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Joined;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of groups, above those of members: made where they are missing, and asked once for how
 * the group is divided. Thread-safe.
 */
final class GroupNodes {

  private static final Logger LOG = LoggerFactory.getLogger(GroupNodes.class);

  private final Session session;
  private final Joined creations;
  private final Map<String, CompletableFuture<Integer>> known = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<String>> made = new ConcurrentHashMap<>();

  GroupNodes(Session session) {
    this.session = session;
    this.creations = new Joined(session);
  }

  /** Nothing is known of an ensemble that may be another one, or of nodes that were deleted. */
  void forget() {
    known.clear();
    made.clear();
  }

  /** Nothing is known of a group of which a node is missing. */
  void forget(String group) {
    known.remove(group);
    made.keySet().removeIf(parent -> parent.startsWith(Places.group(group)));
  }

  /**
   * The parent of a member's node, which is there afterwards. Asked for once, however many members
   * come at a time.
   *
   * @param group the group
   * @param id the member
   * @param wanted how the group is divided if it is new
   */
  CompletableFuture<String> parent(String group, String id, int wanted) {
    return once(known, group, () -> divided(group, wanted))
        .thenCompose(
            buckets -> {
              String parent = Places.parent(group, id, buckets);
              return once(
                  made, parent, () -> session.requests().ensure(parent).thenApply(done -> parent));
            });
  }

  /** What was asked for and has not failed, or else asks. */
  private static <T> CompletableFuture<T> once(
      Map<String, CompletableFuture<T>> all, String key, Supplier<CompletableFuture<T>> ask) {
    CompletableFuture<T> asked = all.computeIfAbsent(key, k -> ask.get()); // it only sends
    if (!asked.isDone() || asked.isCompletedExceptionally()) {
      asked.whenComplete(
          (answer, e) -> {
            if (e != null) {
              all.remove(key, asked);
            }
          });
    }
    return asked;
  }

  private CompletableFuture<Integer> divided(String group, int wanted) {
    return read(group, wanted)
        .thenApply(
            found -> {
              if (wanted > 0 && found != wanted) {
                LOG.warn(
                    "{} the group '{}' is divided into {} parts, not into {} as asked for",
                    session.label(),
                    group,
                    found,
                    wanted);
              }
              return found;
            });
  }

  /**
   * Makes the node of a member, together with others that come at the same time.
   *
   * @param creation the request, which {@link #flush} sends
   * @return completes when it is made; fails as if it had been sent alone
   */
  CompletableFuture<@Nullable Void> make(Op creation) {
    return creations.add(List.of(creation));
  }

  /** Sends what is to be made. Not to be called under a lock. */
  void flush() {
    creations.flush();
  }

  private CompletableFuture<Integer> read(String group, int wanted) {
    return session
        .requests()
        .get(Places.group(group))
        .thenCompose(node -> node == null ? create(group, wanted) : buckets(group, node));
  }

  private CompletableFuture<Integer> create(String group, int wanted) {
    byte[] data = ("{\"buckets\":" + wanted + "}").getBytes(StandardCharsets.UTF_8);
    return session
        .requests()
        .ensure(Places.MEMBERS)
        .thenCompose(
            done ->
                session
                    .requests()
                    .createNode(Places.group(group), data, CreateMode.PERSISTENT)
                    .thenApply(stat -> wanted))
        .exceptionallyCompose(
            e ->
                Failures.unwrap(e) instanceof KeeperException k && k.code() == Code.NODEEXISTS
                    ? read(group, wanted)
                    : CompletableFuture.failedFuture(e));
  }

  /** One that cannot be understood counts as undivided: watchers look at both. */
  private CompletableFuture<Integer> buckets(String group, @Nullable Node node) {
    try {
      return CompletableFuture.completedFuture(
          MemberJson.buckets(node == null ? null : node.data()));
    } catch (Unreadable e) {
      LOG.warn("{} {}: {}", session.label(), Places.group(group), Names.printable(message(e)));
      return CompletableFuture.completedFuture(0);
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
