package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A shard is not held by this process, or it can no longer be shown that it is.
 *
 * <pre>{@code
 * try {
 *   shard.checkHeld();
 * } catch (ShardLostException e) {
 *   System.out.println("shard " + e.number() + " of " + e.group() + " is another process's now");
 * }
 * }</pre>
 */
public final class ShardLostException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String group;
  private final int number;

  /**
   * Makes the exception.
   *
   * @param group the group
   * @param number the shard
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ShardLostException(
      String group, int number, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.SHARD_LOST, problem, mend, cause);
    this.group = group;
    this.number = number;
  }

  /** The group. */
  public String group() {
    return group;
  }

  /** The shard. */
  public int number() {
    return number;
  }
}
