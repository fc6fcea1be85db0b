package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A class could not be bound.
 *
 * <pre>{@code
 * try {
 *   zk.bind(new Orders());
 * } catch (BindingException e) {
 *   System.out.println(e.type() + " cannot be bound: " + e.code());      // ZK-GUARD-20
 * }
 * }</pre>
 */
public final class BindingException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Makes the exception.
   *
   * @param code what happened
   * @param type the name of the class
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public BindingException(
      ErrorCode code, String type, String problem, String mend, @Nullable Throwable cause) {
    super(code, problem, mend, cause);
    this.type = type;
  }

  /** The name of the class. */
  public String type() {
    return type;
  }
}
