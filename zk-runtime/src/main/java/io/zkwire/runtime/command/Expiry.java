package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement.State;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.zookeeper.CreateMode;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of a command, as its sender makes it binding: where no receipt stands, it writes
 * EXPIRED in its place. Either that stands first, and the member never begins; or the receipt does,
 * and the member has begun. The ensemble's order decides, and no clock. Thread-safe.
 */
final class Expiry {

  private static final int AT_ONCE = 200;

  private final Session session;
  private final Requests requests;
  private final String path;

  Expiry(Session session, String path) {
    this.session = session;
    this.requests = session.requests();
    this.path = path;
  }

  private byte[] expired() {
    return Ack.of(State.EXPIRED, session.id()).bytes();
  }

  /**
   * Writes for members of which nothing has been heard.
   *
   * @param members the members
   * @param found takes what stands for each
   * @return completes when something stands for each; false if the command is gone
   */
  CompletableFuture<Boolean> of(List<String> members, BiConsumer<String, byte[]> found) {
    CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
    for (int from = 0; from < members.size(); from += AT_ONCE) {
      List<String> part = members.subList(from, Math.min(members.size(), from + AT_ONCE));
      all = all.thenCompose(there -> there ? some(part, found) : no());
    }
    return all;
  }

  private static CompletableFuture<Boolean> no() {
    return CompletableFuture.completedFuture(false);
  }

  private CompletableFuture<Boolean> some(List<String> part, BiConsumer<String, byte[]> found) {
    List<CompletableFuture<Boolean>> each = new ArrayList<>();
    part.forEach(member -> each.add(one(member, found, true)));
    return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
        .thenApply(done -> each.stream().allMatch(CompletableFuture::join));
  }

  private CompletableFuture<Boolean> one(
      String member, BiConsumer<String, byte[]> found, boolean first) {
    String ack = Posted.acks(path) + "/" + member;
    byte[] data = expired();
    return requests
        .createNode(ack, data, CreateMode.PERSISTENT)
        .thenApply(
            stat -> {
              found.accept(member, data);
              return true;
            })
        .exceptionallyCompose(
            e ->
                switch (Failures.code(e)) {
                  case NODEEXISTS -> read(member, ack, found);
                  case NONODE ->
                      first
                          ? parent().thenCompose(ok -> ok ? one(member, found, false) : no())
                          : no();
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /** The member was first. */
  private CompletableFuture<Boolean> read(
      String member, String ack, BiConsumer<String, byte[]> found) {
    return requests
        .get(ack)
        .thenApply(
            node -> {
              if (node != null) {
                found.accept(member, node.data() == null ? new byte[0] : node.data());
              }
              return node != null;
            });
  }

  private CompletableFuture<Boolean> parent() {
    return made(requests.createNode(Posted.acks(path), null, CreateMode.PERSISTENT));
  }

  private static CompletableFuture<Boolean> made(CompletableFuture<?> request) {
    return request
        .thenApply(stat -> true)
        .exceptionallyCompose(
            e ->
                switch (Failures.code(e)) {
                  case NODEEXISTS -> CompletableFuture.completedFuture(true);
                  case NONODE -> no();
                  default -> CompletableFuture.failedFuture(e);
                });
  }

  /** No leader takes it from now on, unless one has. Completes with false if it is gone. */
  CompletableFuture<Boolean> ofRole() {
    return made(requests.createNode(Posted.taken(path), null, CreateMode.PERSISTENT));
  }

  /** Whether the command stands. */
  CompletableFuture<Boolean> there() {
    return requests.stat(path, null).<Boolean>thenApply(this::stands);
  }

  private boolean stands(@Nullable Object stat) {
    return stat != null;
  }
}
