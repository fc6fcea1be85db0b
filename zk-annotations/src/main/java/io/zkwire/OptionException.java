package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * An option is out of range, or contradicts another.
 *
 * <pre>{@code
 * try {
 *   ZkWire.builder().connect("localhost:2181").sessionTimeout(Duration.ofMillis(1));
 * } catch (OptionException e) {
 *   System.out.println(e.option());                                      // sessionTimeout
 * }
 * }</pre>
 */
public final class OptionException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String option;

  /**
   * Makes the exception.
   *
   * @param code what happened
   * @param option the name of the option
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public OptionException(
      ErrorCode code, String option, String problem, String mend, @Nullable Throwable cause) {
    super(code, problem, mend, cause);
    this.option = option;
  }

  /** The name of the option. */
  public String option() {
    return option;
  }
}
