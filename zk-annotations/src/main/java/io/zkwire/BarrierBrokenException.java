package io.zkwire;

/**
 * A generation of a barrier was broken: none of its parties passes.
 *
 * <pre>{@code
 * try {
 *   zk.barrier("load-test", 3).await(Duration.ofSeconds(30));
 * } catch (BarrierBrokenException e) {
 *   System.out.println(e.barrier() + " is broken: " + e.reason());       // TIMEOUT, DEATH ...
 * }
 * }</pre>
 */
public final class BarrierBrokenException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String barrier;
  private final Reason reason;

  /** Why a barrier was broken. */
  public enum Reason {
    /** A party was not there in time. */
    TIMEOUT,
    /** A party died, or its session ended, while it waited or was inside. */
    DEATH,
    /** The thread of a party was interrupted while it waited. */
    INTERRUPTED,
    /**
     * ZooKeeper could not be asked: this party does not know whether the others passed. Nobody else
     * sees this reason.
     */
    UNKNOWN
  }

  /**
   * Makes the exception.
   *
   * @param barrier the name of the barrier
   * @param reason why
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   */
  public BarrierBrokenException(String barrier, Reason reason, String problem, String mend) {
    super(ErrorCode.BARRIER_BROKEN, problem, mend, null);
    this.barrier = barrier;
    this.reason = reason;
  }

  /** The name of the barrier. */
  public String barrier() {
    return barrier;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
