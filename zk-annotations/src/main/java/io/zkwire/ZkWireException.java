package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * The root of what zkwire throws. The message begins with the code; programs read {@link #code()},
 * not the text.
 *
 * <pre>{@code
 * try {
 *   zk.config().publish("report/interval", "30s");
 * } catch (ZkWireException e) {
 *   System.out.println(e.code().id() + ": " + e.code().summary());
 * }
 * }</pre>
 */
public class ZkWireException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Makes the exception.
   *
   * @param code what happened
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ZkWireException(ErrorCode code, String problem, String mend, @Nullable Throwable cause) {
    super(code.message(problem, mend), cause);
    this.code = code;
  }

  /** What happened. */
  public final ErrorCode code() {
    return code;
  }
}
