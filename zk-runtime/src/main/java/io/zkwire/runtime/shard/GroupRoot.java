package io.zkwire.runtime.shard;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.exclusive.Roots;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The node of a group: it holds the number of its shards, and is made together with their roots.
 */
final class GroupRoot {

  private static final int LONGEST = 64;

  private final Session session;
  private final ExclusiveWork work;
  private final String group;
  private final int shards;

  GroupRoot(Session session, ExclusiveWork work, String group, int shards) {
    this.session = session;
    this.work = work;
    this.group = group;
    this.shards = shards;
  }

  String path() {
    return "/shards/" + group;
  }

  /** Completes when it is there with this number; fails if it holds another one. */
  CompletableFuture<@Nullable Void> ensure() {
    return work.prepared().thenCompose(terms -> look(true));
  }

  private CompletableFuture<@Nullable Void> look(boolean make) {
    return session
        .requests()
        .get(path())
        .thenCompose(
            node -> {
              if (node == null && make) {
                return make().thenCompose(made -> look(false));
              }
              return node != null && Arrays.equals(node.data(), content())
                  ? CompletableFuture.completedFuture(null)
                  : CompletableFuture.failedFuture(other(node));
            });
  }

  private CompletableFuture<@Nullable Void> make() {
    List<Line> lines =
        IntStream.range(0, shards).mapToObj(number -> Line.shard(group, number, shards)).toList();
    return Roots.makeAll(session.requests(), lines);
  }

  private byte[] content() {
    return Integer.toString(shards).getBytes(StandardCharsets.UTF_8);
  }

  private ZkWireException other(@Nullable Node node) {
    byte[] data = node == null ? null : node.data();
    String found =
        data == null
            ? "nothing"
            : "'"
                + Names.printable(
                    new String(data, 0, Math.min(data.length, LONGEST), StandardCharsets.UTF_8))
                + "'";
    return conflict(
        "the shards of '"
            + group
            + "' are "
            + shards
            + " here, and "
            + session.requests().real(path())
            + " holds "
            + found);
  }

  static ZkWireException conflict(String problem) {
    return new ZkWireException(
        ErrorCode.SHARD_COUNT,
        problem,
        "Use the same number everywhere; to change it, stop every process of the group, delete that"
            + " node with all below it and start them again",
        null);
  }
}
