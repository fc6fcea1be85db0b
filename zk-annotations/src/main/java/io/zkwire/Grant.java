package io.zkwire;

import java.time.Duration;

/**
 * Something exclusive that this process holds, or held: a leadership, a lock, a permit, a shard.
 * Thread-safe.
 *
 * <pre>{@code
 * Grant grant = zk.leadership("nightly");
 * while (grant.held() && step()) {
 *   grant.fenced(ZkOp.set("/reports/last", night));  // changes nothing once it is lost
 * }
 * }</pre>
 */
public interface Grant {

  /**
   * Whether it is held at this moment, shown by the lease. False from the moment that the lease has
   * lapsed, also before any event has told so; true again if the lease is renewed while the node
   * still stands. Reads one clock: no lock, no request, no allocation.
   */
  boolean held();

  /**
   * Demands that it is held.
   *
   * @throws NotLeaderException if it is a leadership that is not held
   * @throws LockLostException if it is a lock or a permit that is not held
   */
  void checkHeld();

  /**
   * The token of this grant; of a leadership that of the present term.
   *
   * @throws NotLeaderException if it is a leadership and this process does not lead
   */
  FencingToken token();

  /** For how long it is held without a further renewal; zero if it is not held. */
  Duration remaining();

  /**
   * Writes to ZooKeeper only if the grant still stands there: the operations and a check of the
   * grant's own node are one transaction, so that a holder whose node is gone changes nothing.
   * Waits for the answer, at most the connect timeout.
   *
   * @param operations what to write, 1 to 1,000
   * @throws NotLeaderException if it is a leadership that is not held, or its node is gone
   * @throws LockLostException if it is a lock or a permit that is not held, or its node is gone
   * @throws OutcomeUnknownException if the connection was lost on the way, there was no answer in
   *     time, or the thread was interrupted meanwhile, which stays marked as interrupted
   * @throws ZkWireException ZK-SESSION-06 if an operation failed, then none was made; ZK-CONFIG-22
   *     if there are none, too many, or too large ones for one node or one transaction; ZK-NAME-01
   *     if a path is not allowed
   */
  void fenced(ZkOp... operations);
}
