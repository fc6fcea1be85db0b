package io.zkwire;

/**
 * The number of one grant of something exclusive: a later grant of the same role or lock has a
 * larger one. What is written by a holder carries it, and the store refuses what comes with a token
 * smaller than the largest it has seen. Immutable.
 *
 * <pre>{@code
 * FencingToken token = leadership.token();  // read once, sent with every write
 * write.setLong(1, token.asLong());                                      // ... WHERE token <= ?
 * }</pre>
 *
 * <p>The idea is the "sequencer" of Chubby (Burrows, OSDI 2006). Tokens of one role or lock can be
 * compared, and are in the order of the grants, as long as the ensemble keeps its data.
 *
 * @param czxid the transaction that created the holder's node, larger for each node
 * @param local which holder this is of those that passed the node on inside one process; 0 for the
 *     first
 */
public record FencingToken(long czxid, long local) implements Comparable<FencingToken> {

  /**
   * The token of the innermost guarded call by {@code @ZkLock} or {@code @ZkPermit} that this
   * thread is inside. Inside {@code @LeaderOnly}, ask {@link Leadership#token()}.
   *
   * @return the token
   * @throws IllegalStateException if this thread is inside no such call
   */
  public static FencingToken current() {
    FencingToken token = CurrentToken.get();
    if (token == null) {
      throw new IllegalStateException(
          "This thread is inside no method that @ZkLock or @ZkPermit guards");
    }
    return token;
  }

  /**
   * The token as one number, for a store that keeps no more.
   *
   * @return the czxid
   * @throws IllegalStateException if the lock was handed over inside the process, which one number
   *     cannot tell: build the {@code ZkWire} with {@code localHandover(false)}
   */
  public long asLong() {
    if (local != 0) {
      throw new IllegalStateException(
          "The lock was handed over inside this process, and one number cannot tell "
              + this
              + " from the holder before: use localHandover(false), or keep both numbers");
    }
    return czxid;
  }

  @Override
  public int compareTo(FencingToken other) {
    int order = Long.compare(czxid, other.czxid);
    return order != 0 ? order : Long.compare(local, other.local);
  }

  /** Both numbers, as {@code 1f3-0}: the first in hexadecimal. */
  @Override
  public String toString() {
    return Long.toHexString(czxid) + "-" + local;
  }
}
