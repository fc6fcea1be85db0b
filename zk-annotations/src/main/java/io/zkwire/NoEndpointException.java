package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * There is no endpoint to call.
 *
 * <pre>{@code
 * try {
 *   zk.endpoints("prices").pick();
 * } catch (NoEndpointException e) {
 *   System.out.println("nobody offers " + e.domain());
 * }
 * }</pre>
 */
public final class NoEndpointException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String domain;

  /**
   * Makes the exception.
   *
   * @param domain the domain
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public NoEndpointException(
      String domain, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.ENDPOINT_NONE, problem, mend, cause);
    this.domain = domain;
  }

  /** The domain. */
  public String domain() {
    return domain;
  }
}
