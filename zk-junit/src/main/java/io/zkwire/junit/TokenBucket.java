package io.zkwire.junit;

/** A byte rate: holds a tenth of a second of bytes at most. Confined to the proxy's thread. */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BURSTS_PER_SECOND = 10;
  private static final int WRITES_PER_SECOND = 50;
  private static final long LARGEST_WRITE = 1460;

  private long bytesPerSecond;
  private double tokens;
  private long filledAt;

  /** Sets the rate; 0 means unlimited. The bucket starts empty. */
  void rate(long bytesPerSecond, long now) {
    this.bytesPerSecond = bytesPerSecond;
    tokens = 0;
    filledAt = now;
  }

  /** How many of the wanted bytes may be sent now: 0 until it is worth a write. */
  int grant(int wanted, long now) {
    if (bytesPerSecond == 0) {
      return wanted;
    }
    fill(now);
    return tokens < worthwhile(wanted) ? 0 : (int) Math.min(wanted, tokens);
  }

  /** Takes the bytes that were sent. */
  void spend(int bytes) {
    tokens -= bytesPerSecond == 0 ? 0 : bytes;
  }

  /** When {@link #grant} will next allow some of the wanted bytes, on the scale of {@code now}. */
  long nextGrant(int wanted, long now) {
    double missing = worthwhile(wanted) - tokens;
    return now + (long) Math.ceil(Math.max(0, missing) * NANOS_PER_SECOND / bytesPerSecond);
  }

  private void fill(long now) {
    double capacity = Math.max(1, bytesPerSecond / BURSTS_PER_SECOND);
    tokens = Math.min(capacity, tokens + (now - filledAt) * bytesPerSecond / NANOS_PER_SECOND);
    filledAt = now;
  }

  private long worthwhile(int wanted) {
    long aSlice = Math.max(1, Math.min(LARGEST_WRITE, bytesPerSecond / WRITES_PER_SECOND));
    return Math.min(wanted, aSlice);
  }
}
