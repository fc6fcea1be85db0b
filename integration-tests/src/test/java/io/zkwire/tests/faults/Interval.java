package io.zkwire.tests.faults;

/**
 * A time during which one process worked without a break under one token, by the clock that all
 * processes of a host share.
 *
 * @param process who worked
 * @param start the end of the first observation, in nanoseconds
 * @param end the begin of the last observation; before {@code start} if there was only one
 * @param czxid the first part of the token
 * @param local the second part of the token
 */
record Interval(String process, long start, long end, long czxid, long local) {

  private long low() {
    return Math.min(start, end);
  }

  private long high() {
    return Math.max(start, end);
  }

  private boolean isPoint() {
    return end < start;
  }

  /**
   * For how long two intervals certainly lie side by side, in nanoseconds; 0 if that is not
   * certain. A single observation shows only that its process worked at some moment between its two
   * clock readings, so it must lie inside the other interval as a whole.
   */
  long overlap(Interval other) {
    if (isPoint() && other.isPoint()) {
      return 0;
    }
    if (isPoint()) {
      return other.contains(this) ? Math.max(1, high() - low()) : 0;
    }
    if (other.isPoint()) {
      return other.overlap(this);
    }
    return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
  }

  private boolean contains(Interval other) {
    return start < other.low() && other.high() < end;
  }

  int compareToken(Interval other) {
    int order = Long.compare(czxid, other.czxid);
    return order != 0 ? order : Long.compare(local, other.local);
  }

  String token() {
    return Long.toHexString(czxid) + "-" + local;
  }
}
