package io.zkwire.runtime.queue;

import io.zkwire.OutcomeUnknownException;
import io.zkwire.QueueFullException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/** Puts items, a batch in one request, and wakes consumers for them. Thread-safe. */
final class Puts {

  private static final int MOST_ATTEMPTS = 4;
  private static final long FRESH_NANOS = 1_000_000_000;

  private final Session session;
  private final String name;
  private final Layout layout;
  private final Signals signals;

  private final List<Waiting> others = new ArrayList<>();
  private int standing = -1;
  private long countedAt;
  private boolean counting;
  private int underWay;

  Puts(Session session, String name, Layout layout, Signals signals) {
    this.session = session;
    this.name = name;
    this.layout = layout;
    this.signals = signals;
  }

  /**
   * An item as it is sent.
   *
   * @param priority its priority
   * @param due from when it may be taken, or 0
   * @param key the node of its key, or null
   * @param bytes what its node holds
   */
  record Encoded(int priority, long due, @Nullable String key, byte[] bytes) {}

  /**
   * Puts a batch: all of it, but those whose keys stand, or nothing.
   *
   * @param batch the items
   * @param limit how many may stand
   * @return how many were put
   */
  CompletableFuture<Integer> put(List<Encoded> batch, int limit) {
    Waiting waiting = new Waiting(batch, limit, new CompletableFuture<>());
    synchronized (this) {
      if (!counting && isFresh() && reserve(batch.size(), limit)) {
        return send(batch, 0);
      }
      others.add(waiting);
      if (counting) {
        return waiting.done();
      }
      counting = true;
    }
    Counted.at(session, layout).whenComplete(this::counted);
    return waiting.done();
  }

  /** A batch that is sent when it is known how many stand. */
  private record Waiting(List<Encoded> batch, int limit, CompletableFuture<Integer> done) {}

  /** What was counted a while ago says nothing of what others have put since. */
  private boolean isFresh() {
    return standing >= 0 && session.options().clock().nanoTime() - countedAt < FRESH_NANOS;
  }

  private boolean reserve(int count, int limit) {
    if (standing + underWay + count > limit) {
      return false;
    }
    underWay += count;
    return true;
  }

  /** Sends those that have room, in their order; the others are told that there is none. */
  private void counted(@Nullable Counted counted, @Nullable Throwable e) {
    List<Runnable> ends = new ArrayList<>();
    synchronized (this) {
      counting = false;
      if (counted != null) {
        learned(counted);
      }
      for (Waiting each : others) {
        if (counted == null) {
          RuntimeException failure =
              Failures.translate(
                  e == null ? new IllegalStateException("nothing was counted") : e,
                  "read",
                  layout.root());
          ends.add(() -> each.done().completeExceptionally(failure));
        } else if (reserve(each.batch().size(), each.limit())) {
          CompletableFuture<Integer> sent = send(each.batch(), 0);
          ends.add(() -> pass(sent, each.done()));
        } else {
          ends.add(() -> each.done().completeExceptionally(full(counted, each.limit())));
        }
      }
      others.clear();
    }
    ends.forEach(Runnable::run); // what depends on them is the application's
  }

  private static void pass(CompletableFuture<Integer> from, CompletableFuture<Integer> to) {
    from.whenComplete(
        (count, e) -> {
          if (e == null) {
            to.complete(count);
          } else {
            to.completeExceptionally(Failures.unwrap(e));
          }
        });
  }

  private synchronized void learned(Counted counted) {
    standing = counted.standing();
    countedAt = session.options().clock().nanoTime();
  }

  private QueueFullException full(Counted counted, int limit) {
    session.metrics().count("zkwire.queue.full", 1);
    return new QueueFullException(
        name,
        limit,
        0,
        "the queue '"
            + name
            + "' holds "
            + counted.standing()
            + " items, "
            + counted.state().parked()
            + " of them parked, and may hold "
            + limit,
        "Start more consumers, look at the parked items, or use a message broker: ZooKeeper keeps"
            + " everything in memory");
  }

  /** The count that follows is asked for behind it, and so shows what came of it. */
  private CompletableFuture<Integer> send(List<Encoded> batch, int attempt) {
    Requests requests = session.requests();
    CompletableFuture<List<OpResult>> made = requests.multi(ops(requests, batch));
    CompletableFuture<Counted> after = Counted.at(session, layout);
    after.whenComplete((counted, e) -> settle(batch, counted, made));
    return made.handle((results, e) -> outcome(batch, e, attempt)).thenCompose(next -> next);
  }

  private void settle(List<Encoded> batch, @Nullable Counted counted, CompletableFuture<?> made) {
    synchronized (this) {
      underWay -= batch.size();
      if (counted == null) {
        standing = -1;
      } else {
        learned(counted);
      }
    }
    if (counted != null && !made.isCompletedExceptionally()) {
      long delayed = batch.stream().filter(item -> item.due() > 0).count();
      signals.wake(counted.idle(), (int) (batch.size() - delayed));
      if (delayed > 0) {
        signals.wakeFirst(counted.idle());
      }
    }
  }

  private List<Op> ops(Requests requests, List<Encoded> batch) {
    List<Op> ops = new ArrayList<>();
    for (Encoded item : batch) {
      String path = layout.items(item.priority()) + "/" + ItemName.prefix(item.due());
      ops.add(requests.create(path, item.bytes(), CreateMode.PERSISTENT_SEQUENTIAL));
      if (item.key() != null) {
        ops.add(requests.create(item.key(), null, CreateMode.PERSISTENT));
      }
    }
    return ops;
  }

  private CompletableFuture<Integer> outcome(
      List<Encoded> batch, @Nullable Throwable e, int attempt) {
    if (e == null) {
      session.metrics().count("zkwire.queue.put", batch.size());
      return CompletableFuture.completedFuture(batch.size());
    }
    Code code = Failures.unwrap(e) instanceof MultiFailed m ? m.reason().code() : Code.SYSTEMERROR;
    if (code == Code.NODEEXISTS && attempt < MOST_ATTEMPTS) {
      return withoutDuplicates(batch)
          .thenCompose(
              left ->
                  left.isEmpty() ? CompletableFuture.completedFuture(0) : again(left, attempt + 1));
    }
    if (code == Code.NONODE && attempt < MOST_ATTEMPTS) {
      return layout.ensure(session.requests()).thenCompose(there -> again(batch, attempt + 1));
    }
    if (Failures.connectionLost(e)) {
      return CompletableFuture.failedFuture(
          new OutcomeUnknownException(
              layout.root() + "/items",
              "the connection was lost while items were put into '" + name + "'",
              "Put them again; with a key of their own, none is put twice",
              Failures.unwrap(e)));
    }
    return CompletableFuture.failedFuture(Failures.translate(e, "create", layout.root()));
  }

  private CompletableFuture<Integer> again(List<Encoded> batch, int attempt) {
    synchronized (this) {
      underWay += batch.size();
    }
    return send(batch, attempt);
  }

  /** Those of a batch whose keys do not stand. */
  private CompletableFuture<List<Encoded>> withoutDuplicates(List<Encoded> batch) {
    Requests requests = session.requests();
    List<String> seen = new ArrayList<>();
    List<Encoded> unlike = new ArrayList<>();
    for (Encoded item : batch) {
      if (item.key() == null || !seen.contains(item.key())) {
        unlike.add(item);
      }
      if (item.key() != null) {
        seen.add(item.key());
      }
    }
    List<Op> reads =
        unlike.stream()
            .filter(item -> item.key() != null)
            .map(item -> Op.getData(requests.real(String.valueOf(item.key()))))
            .toList();
    return requests
        .multi(reads)
        .thenApply(
            found -> {
              List<Encoded> left = new ArrayList<>();
              int next = 0;
              for (Encoded item : unlike) {
                boolean stands =
                    item.key() != null && found.get(next++) instanceof OpResult.GetDataResult;
                if (!stands) {
                  left.add(item);
                }
              }
              session.metrics().count("zkwire.queue.duplicates", batch.size() - left.size());
              return left;
            });
  }
}
