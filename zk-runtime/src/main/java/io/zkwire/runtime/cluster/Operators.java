package io.zkwire.runtime.cluster;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;

/** Writes what operators want of members. Waits for the answers. Thread-safe. */
final class Operators {

  private final Session session;

  Operators(Session session) {
    this.session = session;
  }

  private static String path(String group, String id) {
    String all = Places.OPERATORS + "/" + group;
    return id.isEmpty() ? all : all + "/" + id;
  }

  /**
   * Wants members on line or off line.
   *
   * @param group the group
   * @param id the member; empty for all
   * @param online what is wanted
   */
  void want(String group, String id, boolean online) {
    session.requireOpen();
    String path = path(group, id);
    byte[] wish = (online ? "ONLINE" : "OFFLINE").getBytes(StandardCharsets.UTF_8);
    session
        .blocking()
        .call(
            () ->
                session
                    .requests()
                    .ensure(path)
                    .thenCompose(
                        done ->
                            session
                                .requests()
                                .multi(List.of(session.requests().set(path, wish, -1)))),
            "write",
            path);
  }

  void forget(String group, String id) {
    session.requireOpen();
    String path = path(group, id);
    session
        .blocking()
        .call(
            () ->
                session
                    .requests()
                    .multi(List.of(session.requests().delete(path)))
                    .exceptionallyCompose(Operators::unlessMissing),
            "write",
            path);
  }

  private static CompletableFuture<List<OpResult>> unlessMissing(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi && multi.reason().code() == Code.NONODE
        ? CompletableFuture.completedFuture(List.of())
        : CompletableFuture.failedFuture(e);
  }
}
