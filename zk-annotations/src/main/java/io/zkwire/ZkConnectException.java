package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * ZooKeeper could not be reached, or is not what was expected.
 *
 * <pre>{@code
 * try (ZkWire zk = ZkWire.connect("localhost:2181/acme")) {
 *   zk.create(ReportScheduler.class);
 * } catch (ZkConnectException e) {
 *   System.out.println("nobody answers at " + e.tried());
 * }
 * }</pre>
 */
public final class ZkConnectException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String tried;

  /**
   * Makes the exception.
   *
   * @param code what happened
   * @param tried the addresses that were tried
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ZkConnectException(
      ErrorCode code, String tried, String problem, String mend, @Nullable Throwable cause) {
    super(code, problem, mend, cause);
    this.tried = tried;
  }

  /** The addresses that were tried. */
  public String tried() {
    return tried;
  }
}
