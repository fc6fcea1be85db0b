package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * No ID can be given, or a text or number is no ID.
 *
 * <pre>{@code
 * try {
 *   zk.ids("orders").nextLong();
 * } catch (IdException e) {
 *   System.out.println("no number of " + e.type() + " now: " + e.code());
 * }
 * }</pre>
 */
public final class IdException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Makes the exception.
   *
   * @param code its code
   * @param type the type of the IDs, empty where a text alone is judged
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public IdException(
      ErrorCode code, String type, String problem, String mend, @Nullable Throwable cause) {
    super(code, problem, mend, cause);
    this.type = type;
  }

  /** The type of the IDs; empty where a text alone was judged. */
  public String type() {
    return type;
  }
}
