package io.zkwire.runtime.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads many nodes in few requests. Thread-safe.
 *
 * <p>A batch is cut by the lengths that are known, and by 512 KiB where they are not, so that its
 * answer fits what the client accepts; and by the speed that was measured, so that an answer
 * arrives long before the client takes the server for dead. A batch that lost the connection halves
 * what later ones may hold: it is never repeated as it was.
 */
public final class BulkReader {

  private static final int MOST_NODES = 1_000;
  private static final int FIRST_NODES = 8;
  private static final int FIRST_BYTES = 16 << 10;
  private static final int ASSUMED_BYTES = 1 << 10;
  private static final int MOST_IN_FLIGHT = 4;

  private final Session session;
  private double bytesPerNano;
  private long ceiling;

  BulkReader(Session session) {
    this.session = session;
  }

  /** What one answer may hold: a client that is not ours may accept less than ours. */
  private long most() {
    return Clients.acceptedBytes(session) * 15L / 16;
  }

  /** Something that is read by one or more nodes, all in one request. */
  public interface Item {
    /** The nodes, below the chroot. */
    List<String> paths();

    /** The sum of the lengths of their data as far as they are known, or -1. */
    int knownBytes();

    /**
     * Takes the answer, on ZooKeeper's event thread.
     *
     * @param results one for each node
     */
    void accept(List<OpResult> results);

    /**
     * Is told that there is no answer.
     *
     * @param e why
     */
    void failed(Throwable e);
  }

  /**
   * Reads items.
   *
   * @param items the items
   * @return completes when each item has been told its answer or its failure
   */
  public CompletableFuture<@Nullable Void> read(Collection<? extends Item> items) {
    Job job = new Job(items);
    job.pump();
    return job.done;
  }

  /**
   * Reads one item, at once.
   *
   * @param item the item
   */
  public void readOne(Item item) {
    answer(item.paths())
        .whenComplete(
            (results, e) -> {
              if (e == null) {
                item.accept(results);
              } else {
                item.failed(e);
              }
            });
  }

  /** A plain read where one node is all: the server answers it sooner than a multi of one. */
  private CompletableFuture<List<OpResult>> answer(List<String> paths) {
    Requests requests = session.requests();
    if (paths.size() == 1) {
      return requests.getAsResult(paths.get(0));
    }
    return requests.multi(paths.stream().map(p -> Op.getData(requests.real(p))).toList());
  }

  private synchronized long budget() {
    if (bytesPerNano == 0) {
      return FIRST_BYTES;
    }
    long nanos = session.negotiatedTimeout().toNanos() / 6;
    return Math.max(ASSUMED_BYTES, (long) (bytesPerNano * nanos));
  }

  private synchronized boolean measured() {
    return bytesPerNano > 0;
  }

  private synchronized long ceiling() {
    if (ceiling == 0) {
      ceiling = most();
    }
    return ceiling;
  }

  private synchronized void arrived(long bytes, long nanos) {
    double speed = bytes / (double) Math.max(1, nanos);
    bytesPerNano = bytesPerNano == 0 ? speed : 0.7 * bytesPerNano + 0.3 * speed;
    ceiling = Math.min(most(), ceiling * 2);
  }

  private synchronized void lost(long worstBytes) {
    ceiling = Math.max(Limits.NODE, Math.min(ceiling, worstBytes) / 2);
    bytesPerNano /= 2;
  }

  /** One call of {@link #read}. */
  private final class Job {
    private final ArrayDeque<Item> waiting;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private int inFlight;
    private boolean pumping;
    private boolean again;
    private long lastArrival;

    Job(Collection<? extends Item> items) {
      waiting = new ArrayDeque<>(items);
    }

    /** Requests may fail at once: then the same call goes on, without one inside the other. */
    void pump() {
      synchronized (this) {
        if (pumping) {
          again = true;
          return;
        }
        pumping = true;
      }
      boolean more = true;
      while (more) {
        more = round();
      }
    }

    private boolean round() {
      List<Batch> ready = new ArrayList<>();
      boolean finished;
      boolean more;
      synchronized (this) {
        again = false;
        while (!waiting.isEmpty() && inFlight < (measured() ? MOST_IN_FLIGHT : 1)) {
          ready.add(cut());
          inFlight++;
        }
        finished = waiting.isEmpty() && inFlight == 0;
      }
      ready.forEach(this::send);
      if (finished) {
        done.complete(null);
      }
      synchronized (this) {
        more = again;
        pumping = more;
      }
      return more;
    }

    private Batch cut() {
      Batch batch = new Batch();
      long budget = budget();
      long most = ceiling();
      int nodes = measured() ? MOST_NODES : FIRST_NODES;
      do {
        batch.add(waiting.remove());
        Item next = waiting.peek();
        if (next == null || !batch.takes(next, nodes, budget, most)) {
          return batch;
        }
      } while (true);
    }

    private void send(Batch batch) {
      long sent = session.options().clock().nanoTime();
      session
          .requests()
          .multi(batch.ops)
          .whenComplete(
              (results, e) -> {
                if (e == null) {
                  arrived(batch, results, sent);
                  batch.deliver(results);
                } else {
                  if (Failures.connectionLost(e) && batch.ops.size() > 1) {
                    lost(batch.worst);
                  }
                  batch.items.forEach(item -> item.failed(e));
                }
                synchronized (this) {
                  inFlight--;
                }
                pump();
              });
    }

    private void arrived(Batch batch, List<OpResult> results, long sent) {
      long now = session.options().clock().nanoTime();
      long since;
      synchronized (this) {
        since = lastArrival == 0 ? sent : Math.max(sent, lastArrival);
        lastArrival = now;
      }
      BulkReader.this.arrived(batch.bytes(results), now - since);
    }
  }

  /** The items of one request. */
  private final class Batch {
    private final List<Item> items = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private long worst;
    private long expected;
    private long request;

    void add(Item item) {
      items.add(item);
      for (String path : item.paths()) {
        String real = session.requests().real(path);
        ops.add(Op.getData(real));
        request += real.length() + Limits.ANSWER_OVERHEAD;
      }
      worst += worst(item);
      expected += expected(item);
    }

    boolean takes(Item next, int nodes, long budget, long most) {
      boolean counted = next.knownBytes() >= 0;
      return ops.size() + next.paths().size() <= (counted ? MOST_NODES : nodes)
          && worst + worst(next) <= most
          && expected + expected(next) <= budget
          && request + next.paths().size() * 256L <= Limits.REQUEST;
    }

    private long worst(Item item) {
      long overhead = (long) item.paths().size() * Limits.ANSWER_OVERHEAD;
      return item.knownBytes() >= 0
          ? item.knownBytes() + overhead
          : (long) item.paths().size() * Limits.NODE + overhead;
    }

    private long expected(Item item) {
      return item.knownBytes() >= 0 ? worst(item) : (long) item.paths().size() * ASSUMED_BYTES;
    }

    long bytes(List<OpResult> results) {
      long sum = (long) results.size() * Limits.ANSWER_OVERHEAD;
      for (OpResult result : results) {
        if (result instanceof OpResult.GetDataResult data && data.getData() != null) {
          sum += data.getData().length;
        }
      }
      return sum;
    }

    /** One item that fails does not keep the others from their answers. */
    private void deliver(Item item, List<OpResult> results) {
      try {
        item.accept(results);
      } catch (RuntimeException e) {
        item.failed(e);
      }
    }

    void deliver(List<OpResult> results) {
      int from = 0;
      for (Item item : items) {
        int to = from + item.paths().size();
        deliver(item, results.subList(from, to));
        from = to;
      }
    }
  }
}
