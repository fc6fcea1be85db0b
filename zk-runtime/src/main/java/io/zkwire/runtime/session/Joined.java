package io.zkwire.runtime.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends transactions, several as one where earlier ones are still under way: the end of one item
 * and the claims of the next, or the nodes of all members of a process. Each is made as a whole or
 * not at all, whatever becomes of those that it was sent with: since a request of which one
 * operation fails changes nothing, the others are then sent again, each by itself. Thread-safe.
 */
public final class Joined {

  private static final int MOST_UNDER_WAY = 2;
  private static final int MOST_OPS = 200;
  private static final int MOST_BYTES = 384 << 10;
  private static final int OVERHEAD = 80;

  private final Session session;
  private final ArrayDeque<Part> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * Sends nothing yet.
   *
   * @param session the session
   */
  public Joined(Session session) {
    this.session = session;
  }

  /** One transaction. */
  private static final class Part {
    final List<Op> ops;
    final int bytes;
    final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    Part(List<Op> ops) {
      this.ops = ops;
      this.bytes = ops.stream().mapToInt(Joined::bytes).sum();
    }

    void end(@Nullable Throwable e) {
      if (e == null) {
        done.complete(null);
      } else {
        done.completeExceptionally(e);
      }
    }
  }

  private static int bytes(Op op) {
    byte[] data =
        op.toRequestRecord() instanceof CreateRequest create
            ? create.getData()
            : op.toRequestRecord() instanceof SetDataRequest set ? set.getData() : null;
    return op.getPath().length() + OVERHEAD + (data == null ? 0 : data.length);
  }

  /**
   * Takes a transaction; it is sent with the next {@link #flush}, or when an earlier one is
   * answered.
   *
   * @param ops its operations, all writes
   * @return completes when it is made; fails as {@code Requests.multi} does for these operations
   *     alone
   */
  public CompletableFuture<@Nullable Void> add(List<Op> ops) {
    Part part = new Part(ops);
    synchronized (this) {
      waiting.add(part);
    }
    return part.done;
  }

  /**
   * Sends what waits, unless so much is under way that it is better joined. Not to be called under
   * a lock: what cannot be sent at all fails here.
   */
  public void flush() {
    while (true) {
      List<Part> parts;
      CompletableFuture<List<OpResult>> answer;
      synchronized (this) {
        if (waiting.isEmpty() || underWay >= MOST_UNDER_WAY) {
          return;
        }
        parts = cut();
        underWay++;
        answer = send(parts);
      }
      answer.whenComplete((results, e) -> answered(parts, e)); // not under the lock
    }
  }

  private List<Part> cut() {
    List<Part> parts = new ArrayList<>();
    int ops = 0;
    int bytes = 0;
    do {
      Part part = waiting.remove();
      parts.add(part);
      ops += part.ops.size();
      bytes += part.bytes;
    } while (!waiting.isEmpty()
        && ops + waiting.element().ops.size() <= MOST_OPS
        && bytes + waiting.element().bytes <= MOST_BYTES);
    return parts;
  }

  private CompletableFuture<List<OpResult>> send(List<Part> parts) {
    return session.requests().multi(parts.stream().flatMap(part -> part.ops.stream()).toList());
  }

  private void answered(List<Part> parts, @Nullable Throwable e) {
    try {
      if (e != null && parts.size() > 1 && !Failures.connectionLost(e)) {
        apart(parts, Failures.unwrap(e));
      } else {
        parts.forEach(part -> part.end(e == null ? null : Failures.unwrap(e)));
      }
    } finally {
      synchronized (this) {
        underWay--;
      }
      flush();
    }
  }

  /** The one that failed has failed; the others were not made, and are sent again. */
  private void apart(List<Part> parts, Throwable e) {
    session.metrics().count("zkwire.requests.apart", 1);
    int first = 0;
    for (Part part : parts) {
      int end = first + part.ops.size();
      if (e instanceof MultiFailed multi && multi.index() >= first && multi.index() < end) {
        part.end(multi.from(first));
      } else {
        send(List.of(part))
            .whenComplete((results, why) -> part.end(why == null ? null : Failures.unwrap(why)));
      }
      first = end;
    }
  }
}
