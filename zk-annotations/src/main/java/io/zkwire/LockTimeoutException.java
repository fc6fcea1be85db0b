package io.zkwire;

import java.time.Duration;

/**
 * A guarded method did not get its lock or permit in time.
 *
 * <pre>{@code
 * try {
 *   orders.ship("17");  // @ZkLock(..., otherwise = Otherwise.THROW)
 * } catch (LockTimeoutException e) {
 *   System.out.println(e.name() + " is still held after " + e.waited());
 * }
 * }</pre>
 */
public final class LockTimeoutException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final Duration waited;

  /**
   * Makes the exception.
   *
   * @param name the name of the lock or permit
   * @param waited how long it was waited for
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   */
  public LockTimeoutException(String name, Duration waited, String problem, String mend) {
    super(ErrorCode.LOCK_TIMEOUT, problem, mend, null);
    this.name = name;
    this.waited = waited;
  }

  /** The name of the lock or permit. */
  public String name() {
    return name;
  }

  /** How long it was waited for. */
  public Duration waited() {
    return waited;
  }
}
