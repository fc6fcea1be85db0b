package io.zkwire.runtime.id;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of numbers that this process has taken from the counter of a type: the one in use, and the
 * next one, which is fetched when half of the first is used. A write whose outcome is unknown is
 * never looked for: its numbers are given to nobody. Thread-safe.
 */
final class Blocks {

  private static final int MOST_CONFLICTS = 100;
  private static final long RETRY_MILLIS = 100;
  private static final long MOST = Long.MAX_VALUE / 16; // so that 18 digits are enough

  private static final Block NONE = new Block(0, 0);

  private final Gate gate;
  private final Session session;
  private final Counter counter;
  private final BlockSizes sizes = new BlockSizes();
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Block current = NONE;
  private volatile int era;
  private @Nullable Block next;
  private @Nullable CompletableFuture<@Nullable Void> coming;
  private long asked;
  private volatile @Nullable Stored known;

  Blocks(Gate gate) {
    this.gate = gate;
    this.session = gate.session();
    this.counter = new Counter(gate);
  }

  /** A block; threads cut slices off it. */
  private static final class Block {
    final AtomicLong cursor;
    final long end;
    final long low;
    final AtomicBoolean nextAsked = new AtomicBoolean();

    Block(long from, long end) {
      this.cursor = new AtomicLong(from);
      this.end = end;
      this.low = from + (end - from) / 2;
    }
  }

  /** Slices of an earlier era are given to nobody any more. */
  int era() {
    return era;
  }

  /** Takes the first block. */
  void start() {
    more();
  }

  /**
   * Cuts off so many numbers, or fewer. Waits for ZooKeeper only where nothing is left.
   *
   * @param count how many
   * @return the slice, above all that were cut before
   */
  Slice cut(int count) {
    while (true) {
      Slice slice = tryCut(count);
      if (slice != null) {
        return slice;
      }
      more();
    }
  }

  /**
   * The same without waiting.
   *
   * @return null if nothing is left
   */
  @Nullable Slice tryCut(int count) {
    while (true) {
      gate.requireRight();
      Block block = current;
      long from = block.cursor.get() < block.end ? block.cursor.getAndAdd(count) : block.end;
      if (from < block.end) {
        if (from + count >= block.low && block.nextAsked.compareAndSet(false, true)) {
          fetch();
        }
        return new Slice(from, Math.min(from + count, block.end));
      }
      if (!advance(block)) {
        return null;
      }
    }
  }

  /** Waits until there is something to cut, for a bounded time. */
  void more() {
    gate.pass();
    Block used = current;
    if (used.cursor.get() >= used.end && !advance(used)) {
      gate.await(fetch());
      advance(used);
    }
  }

  /** Goes on to the next block, unless somebody else did; false if there is none yet. */
  private boolean advance(Block used) {
    lock.lock();
    try {
      if (current != used) {
        return true;
      }
      Block following = next;
      if (following == null) {
        return false;
      }
      current = following;
      next = null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Fetches the next block, if there is none and none is under way. */
  private CompletableFuture<@Nullable Void> fetch() {
    CompletableFuture<@Nullable Void> fetched;
    long size;
    lock.lock();
    try {
      CompletableFuture<@Nullable Void> present = coming;
      if (present != null) {
        return present;
      }
      if (next != null) {
        return CompletableFuture.completedFuture(null);
      }
      fetched = new CompletableFuture<>();
      coming = fetched;
      asked = session.options().clock().nanoTime();
      size = sizes.next(asked);
    } finally {
      lock.unlock();
    }
    take(fetched, size, era, 0);
    return fetched;
  }

  private void take(CompletableFuture<@Nullable Void> fetched, long size, int of, int conflicts) {
    if (!gate.looked() && takeLater(fetched, size, of, conflicts)) {
      return; // what would be taken now had to be thrown away
    }
    Stored there = known;
    known = null;
    CompletableFuture<Stored> base =
        there == null ? counter.read() : CompletableFuture.completedFuture(there);
    base.thenCompose(
            from -> {
              if (from.next() > MOST - size) {
                return CompletableFuture.failedFuture(
                    Refusals.usedUp(gate.type(), "its counter is at " + from.next()));
              }
              return counter
                  .move(from, from.next() + size, Counter.token(), null)
                  .thenApply(to -> arrived(from.next(), to, of));
            })
        .whenComplete((done, e) -> taken(fetched, size, of, conflicts, e));
  }

  /** Whoever waits does so for a bounded time; false if it is closed. */
  private boolean takeLater(
      CompletableFuture<@Nullable Void> fetched, long size, int of, int conflicts) {
    Runnable again = () -> take(fetched, size, of, conflicts);
    return session.later(again, RETRY_MILLIS, TimeUnit.MILLISECONDS) != null;
  }

  private boolean arrived(long from, Stored to, int of) {
    lock.lock();
    try {
      known = to;
      if (of == era) { // else it is of an ensemble that is not to be trusted
        next = new Block(from, to.next());
        sizes.had(to.next() - from, asked);
      }
    } finally {
      lock.unlock();
    }
    session.metrics().count("zkwire.ids.blocks", 1);
    return true;
  }

  private void taken(
      CompletableFuture<@Nullable Void> fetched,
      long size,
      int of,
      int conflicts,
      @Nullable Throwable e) {
    if (e != null && Failures.unwrap(e) instanceof Conflict && conflicts < MOST_CONFLICTS) {
      session.metrics().count("zkwire.ids.conflicts", 1);
      take(fetched, size, of, conflicts + 1);
      return;
    }
    if (e != null && session.bootstrap().generationChanged()) {
      drop();
    } else if (e != null && Failures.connectionLost(e)) {
      session.metrics().count("zkwire.ids.unknown", 1);
      if (takeLater(fetched, size, of, conflicts)) {
        return;
      }
    }
    lock.lock();
    try {
      coming = null;
      if (e != null) {
        current.nextAsked.set(false); // the next one who cuts asks again
      }
    } finally {
      lock.unlock();
    }
    if (e == null) {
      fetched.complete(null);
    } else {
      fetched.completeExceptionally(gate.failure(e));
    }
  }

  /** Nothing that was taken so far is given any more. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  void drop() {
    lock.lock();
    try {
      era++;
      current = NONE;
      next = null;
      known = null;
    } finally {
      lock.unlock();
    }
    gate.askAgain();
  }

  /** What is known of the counter may be of another ensemble. */
  void look() {
    known = null;
    gate.askAgain();
  }

  /** An operator has confirmed the ensemble. */
  void confirmed() {
    drop();
    counter.confirmed();
  }
}
