package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost while a write was under way, and it could not be found out whether it was
 * made.
 *
 * <pre>{@code
 * try {
 *   zk.config().publish("report/interval", "30s");
 * } catch (OutcomeUnknownException e) {
 *   System.out.println("read " + e.path() + " and decide anew");
 * }
 * }</pre>
 */
public final class OutcomeUnknownException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Makes the exception.
   *
   * @param path the path of the write
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public OutcomeUnknownException(
      String path, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.SESSION_OUTCOME, problem, mend, cause);
    this.path = path;
  }

  /** The path of the write. */
  public String path() {
    return path;
  }
}
