package io.zkwire;

/**
 * One numbered part of a group's work, for as long as this process has it: one grant. A shard that
 * comes back after it was lost is another object, with another token. Thread-safe.
 *
 * <pre>{@code
 * for (Shard shard : shards.mine()) {
 *   shard.run(() -> importCustomers(shard.number(), shard.token()));
 * }
 * }</pre>
 */
public interface Shard extends Grant {

  /** The group. */
  String group();

  /** Which one it is, from 0. */
  int number();

  /**
   * Runs some work on the shard if it is held, which is asked of the lease at this moment. While
   * the work runs the shard is not given to anybody else, unless the lease is lost: whoever takes
   * it away waits for the work to end.
   *
   * @param work what to do; it should end soon, and may ask {@link #held} on the way
   * @return whether it ran; false if the shard is not held
   */
  boolean run(Runnable work);

  /**
   * Demands that it is held.
   *
   * @throws ShardLostException if it is not held
   */
  @Override
  void checkHeld();

  /** The token of this grant, also after its end. */
  @Override
  FencingToken token();

  /**
   * Writes to ZooKeeper only if this process has the shard; see {@link Grant#fenced}.
   *
   * @param operations what to write, 1 to 1,000
   * @throws ShardLostException if it is not held, or its node is gone
   * @throws OutcomeUnknownException if the connection was lost on the way
   * @throws ZkWireException as {@link Grant#fenced}
   */
  @Override
  void fenced(ZkOp... operations);
}
