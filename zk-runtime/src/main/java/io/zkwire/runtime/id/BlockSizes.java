package io.zkwire.runtime.id;

/**
 * How large the next block is: as many numbers as are used in a second, so that there is about one
 * write a second at any rate, but at most eight times the block before, so that a burst takes no
 * more than it needs. What was asked for and not had changes nothing. Not thread-safe.
 */
final class BlockSizes {

  /** The smallest block, and the first one. */
  static final long LEAST = 100;

  private static final long MOST = 1L << 40;
  private static final int GROWTH = 8;
  private static final double NANOS_A_SECOND = 1e9;

  private long size;
  private long since;

  /**
   * The size of the block that is asked for now. Between two blocks that are had one is used.
   *
   * @param now the monotonic clock
   */
  long next(long now) {
    if (size == 0) {
      return LEAST;
    }
    double used = (double) size * NANOS_A_SECOND / (double) Math.max(1, now - since);
    return Math.max(LEAST, Math.min(Math.min(MOST, size * GROWTH), (long) used));
  }

  /**
   * A block was had.
   *
   * @param had its size
   * @param asked when it was asked for, by the monotonic clock
   */
  void had(long had, long asked) {
    size = had;
    since = asked;
  }
}
