package io.zkwire.runtime.exclusive;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

/**
 * {@code /zkwire/lease} (R4): read once a session, created by whoever finds none. The parents of
 * all roots are created in the same transaction, so that one which was lost and made again is known
 * by its czxid (R7). Thread-safe.
 */
final class StoredLease {

  static final String PATH = "/zkwire/lease";
  static final String BEATS = "/zkwire/beats";
  private static final List<String> PARENTS =
      List.of("/leaders", "/locks", "/permits", "/shards", BEATS);

  private final Session session;
  private final LeaseOptions options;
  private volatile long birth;

  StoredLease(Session session, LeaseOptions options) {
    this.session = session;
    this.options = options;
  }

  /** Reads it, and creates it if it is absent. */
  CompletableFuture<LeaseTerms> read() {
    return session
        .requests()
        .get(PATH)
        .thenCompose(
            node ->
                node != null
                    ? CompletableFuture.completedFuture(accept(node))
                    : create().thenCompose(made -> read()));
  }

  /** Whether a parent of roots is the one that was created together with the lease. */
  boolean original(long czxid) {
    return czxid == birth;
  }

  private LeaseTerms accept(Requests.Node node) {
    birth = node.stat().getCzxid();
    LeaseTerms terms = LeaseTerms.parse(node.data());
    if (terms == null) {
      throw refused("it holds " + show(node.data()) + ", which is no lease");
    }
    String contradiction = terms.contradiction(options);
    if (contradiction != null) {
      throw refused("its " + contradiction);
    }
    return terms;
  }

  private ZkWireException refused(String found) {
    return new ZkWireException(
        ErrorCode.LEASE_STORED,
        session.requests().real(PATH) + " cannot be used: " + found,
        "Leave the option out to take what is stored; to change it, stop every process that uses"
            + " this chroot, write the node and start them again",
        null);
  }

  private static String show(byte @Nullable [] data) {
    return data == null
        ? "nothing"
        : "'" + Names.printable(new String(data, StandardCharsets.UTF_8)) + "'";
  }

  private CompletableFuture<@Nullable Void> create() {
    Requests requests = session.requests();
    byte[] terms = LeaseTerms.of(options).bytes();
    List<Op> ops = new ArrayList<>();
    PARENTS.forEach(path -> ops.add(requests.create(path, null, CreateMode.PERSISTENT)));
    ops.add(requests.create(PATH, terms, CreateMode.PERSISTENT));
    return requests
        .multi(ops)
        .<@Nullable Void>thenApply(made -> null)
        .exceptionallyCompose(
            e -> exists(e) ? createEach() : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /** Some stand already: made by other recipes, or left when the lease was deleted. */
  private CompletableFuture<@Nullable Void> createEach() {
    Requests requests = session.requests();
    CompletableFuture<?>[] parents =
        Stream.concat(PARENTS.stream(), Stream.of("/zkwire"))
            .map(requests::ensure)
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(parents)
        .thenCompose(
            made ->
                requests.createNode(PATH, LeaseTerms.of(options).bytes(), CreateMode.PERSISTENT))
        .<@Nullable Void>thenApply(made -> null)
        .exceptionallyCompose(
            e ->
                exists(e)
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  private static boolean exists(Throwable e) {
    Throwable inner = Failures.unwrap(e);
    KeeperException reason =
        inner instanceof MultiFailed multi
            ? multi.reason()
            : inner instanceof KeeperException k ? k : null;
    return reason != null && reason.code() == Code.NODEEXISTS;
  }
}
