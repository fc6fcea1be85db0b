package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/**
 * Makes the roots of lines (R7). A root is born with a mark: a child that is created and deleted in
 * the same transaction, so that its account shows one who left without a release. Only when the
 * parent's account shows that no root was ever lost there is the mark forgiven.
 */
public final class Roots {

  private static final String MARK = "/born";

  private Roots() {}

  /** Makes the root of a line where there is none. */
  static CompletableFuture<@Nullable Void> make(Requests requests, Line line) {
    return create(requests, line)
        .exceptionallyCompose(
            e -> {
              if (!missing(e)) {
                return CompletableFuture.failedFuture(Failures.unwrap(e));
              }
              return parent(requests, line).thenCompose(made -> create(requests, line));
            });
  }

  private static CompletableFuture<@Nullable Void> parent(Requests requests, Line line) {
    if (!line.nested()) {
      return requests.ensure(line.parent());
    }
    byte[] content = line.above().getBytes(StandardCharsets.UTF_8);
    return requests
        .ensure(line.top())
        .thenCompose(
            made ->
                made(
                    requests.multi(
                        List.of(requests.create(line.parent(), content, CreateMode.PERSISTENT)))));
  }

  /**
   * Makes the parent of nested lines together with all of them, in one transaction: their first
   * grants need not wait, since none of them can have been lost.
   *
   * @param requests sends it
   * @param lines all lines with that parent
   * @return completes when it is there, whoever made it
   */
  public static CompletableFuture<@Nullable Void> makeAll(Requests requests, List<Line> lines) {
    Line first = lines.get(0);
    List<Op> ops = new ArrayList<>();
    byte[] content = first.above().getBytes(StandardCharsets.UTF_8);
    ops.add(requests.create(first.parent(), content, CreateMode.PERSISTENT));
    lines.forEach(line -> ops.addAll(birth(requests, line)));
    return made(requests.multi(ops))
        .exceptionallyCompose(
            e ->
                missing(e)
                    ? requests.ensure(first.top()).thenCompose(top -> made(requests.multi(ops)))
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  private static CompletableFuture<@Nullable Void> create(Requests requests, Line line) {
    return made(requests.multi(birth(requests, line)));
  }

  private static List<Op> birth(Requests requests, Line line) {
    String root = line.root();
    return List.of(
        requests.create(root, line.bytes(), CreateMode.PERSISTENT),
        requests.create(root + MARK, null, CreateMode.PERSISTENT),
        requests.delete(root + MARK));
  }

  /** What is there already has been made, by somebody else or by a request of ours. */
  private static CompletableFuture<@Nullable Void> made(CompletableFuture<List<OpResult>> multi) {
    return multi
        .<@Nullable Void>thenApply(results -> null)
        .exceptionallyCompose(
            e ->
                code(e) == Code.NODEEXISTS
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /**
   * Marks a root that somebody else has made, perhaps after ours was lost.
   *
   * @param node the node of a candidate that stands there
   */
  static CompletableFuture<?> mark(Requests requests, Line line, String node) {
    String mark = line.root() + MARK;
    return requests.multi(
        List.of(
            requests.check(node),
            requests.create(mark, null, CreateMode.PERSISTENT),
            requests.delete(mark)));
  }

  private static boolean missing(Throwable e) {
    return code(e) == Code.NONODE;
  }

  private static @Nullable Code code(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi ? multi.reason().code() : null;
  }
}
