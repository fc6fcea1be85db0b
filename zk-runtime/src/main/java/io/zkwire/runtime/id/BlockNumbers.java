package io.zkwire.runtime.id;

import org.jspecify.annotations.Nullable;

/**
 * Numbers from blocks. A platform thread that has asked often enough counts through a slice of its
 * own, which costs no more than an addition; all others share stripes. What a thread leaves unused
 * at its end is never more than it has used. Thread-safe.
 */
final class BlockNumbers implements Numbers {

  /** As often a thread asks a stripe before it gets a slice of its own. */
  private static final int SHARED = 64;

  private static final int LARGEST_SLICE = 4_096;
  private static final int MOST_STRIPES = 16;
  private static final int PLACES = 64;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Blocks blocks;
  private final Stripe[] stripes;

  /**
   * Slices by the numbers of their threads: a thread finds its own here without a map, unless
   * another one with the same place was first. Read and written without any order; a slice says
   * itself whose it is.
   */
  private final @Nullable OwnSlice[] places = new OwnSlice[PLACES];

  @SuppressWarnings("ThreadLocalUsage") // a slice is of one thread and one type
  private final ThreadLocal<@Nullable OwnSlice> own = new ThreadLocal<>();

  BlockNumbers(Gate gate) {
    this.blocks = new Blocks(gate);
    int processors = Math.min(MOST_STRIPES, Runtime.getRuntime().availableProcessors());
    this.stripes = new Stripe[Integer.highestOneBit(processors * 2 - 1)];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Stripe(blocks);
    }
  }

  @Override
  public long next() {
    Thread thread = Thread.currentThread();
    OwnSlice mine = places[place(thread)];
    if (mine != null && mine.refersTo(thread)) {
      long number = mine.next;
      if (number < mine.end && mine.era == blocks.era()) {
        mine.next = number + 1;
        return number;
      }
    }
    return withoutPlace(thread);
  }

  /** Any number will do: a slice says itself whose it is. */
  private static int place(Thread thread) {
    return (int) thread.getId() & (PLACES - 1);
  }

  private long withoutPlace(Thread thread) {
    if (VirtualThreads.is(thread)) {
      return stripe(thread).next();
    }
    OwnSlice mine = own.get();
    if (mine != null && mine.next < mine.end && mine.era == blocks.era()) {
      return mine.next++;
    }
    return more(thread, mine);
  }

  private long more(Thread thread, @Nullable OwnSlice present) {
    OwnSlice mine = present;
    if (mine == null) {
      mine = new OwnSlice(thread);
      own.set(mine);
    }
    if (mine.taken < SHARED) {
      long number = stripe(thread).next();
      mine.taken++;
      return number;
    }
    int era = blocks.era();
    Slice slice = blocks.cut((int) Math.min(LARGEST_SLICE, mine.taken));
    mine.taken += slice.to() - slice.from();
    mine.era = era;
    mine.end = slice.to();
    mine.next = slice.from() + 1;
    settle(thread, mine);
    return slice.from();
  }

  /** Takes the thread's place, unless a living thread has it. */
  private void settle(Thread thread, OwnSlice mine) {
    int place = place(thread);
    OwnSlice there = places[place];
    if (there == null || there.refersTo(null)) {
      places[place] = mine;
    }
  }

  private Stripe stripe(Thread thread) {
    int hash = (int) ((thread.getId() * SPREAD) >>> 32);
    return stripes[hash & (stripes.length - 1)];
  }

  @Override
  public void start() {
    blocks.start();
  }

  @Override
  public void connected() {
    blocks.look();
  }

  @Override
  public void drop() {
    blocks.drop();
  }

  @Override
  public void confirmed() {
    blocks.confirmed();
  }

  @Override
  public void close() {
    blocks.drop();
  }
}
