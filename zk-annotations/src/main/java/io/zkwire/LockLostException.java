package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A lock or permit was held, and it can no longer be shown that it is.
 *
 * <pre>{@code
 * try (HeldLock held = zk.locks().exclusive("orders-17").acquire()) {
 *   held.checkHeld();
 * } catch (LockLostException e) {
 *   System.out.println(e.name() + " is lost: stop, and begin anew");
 * }
 * }</pre>
 */
public final class LockLostException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * Makes the exception.
   *
   * @param name the name of the lock or permit
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public LockLostException(String name, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.LOCK_LOST, problem, mend, cause);
    this.name = name;
  }

  /** The name of the lock or permit. */
  public String name() {
    return name;
  }
}
