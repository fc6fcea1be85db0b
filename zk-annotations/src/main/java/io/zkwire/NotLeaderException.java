package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * This process does not lead the role, or can no longer show that it does.
 *
 * <pre>{@code
 * try {
 *   reports.pending();  // @LeaderOnly(..., otherwise = Otherwise.THROW)
 * } catch (NotLeaderException e) {
 *   System.out.println("another process leads " + e.role());
 * }
 * }</pre>
 */
public final class NotLeaderException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String role;

  /**
   * Makes the exception.
   *
   * @param role the role
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public NotLeaderException(String role, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.LEADER_NOT, problem, mend, cause);
    this.role = role;
  }

  /** The role. */
  public String role() {
    return role;
  }
}
