package io.zkwire;

/**
 * Guarded work is refused because an operator wants this process off line.
 *
 * <pre>{@code
 * try {
 *   orders.ship("17");  // @ZkLock(..., otherwise = Otherwise.THROW)
 * } catch (OfflineException e) {
 *   System.out.println("an operator drains this process: " + e.code());
 * }
 * }</pre>
 */
public final class OfflineException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   */
  public OfflineException(String problem, String mend) {
    super(ErrorCode.MEMBER_OFFLINE, problem, mend, null);
  }
}
