package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * The ACL of a node refuses what was asked.
 *
 * <pre>{@code
 * try {
 *   zk.config().publish("report/interval", "30s");
 * } catch (ZkAccessDeniedException e) {
 *   System.out.println(e.permission() + " is missing on " + e.path());
 * }
 * }</pre>
 */
public final class ZkAccessDeniedException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String permission;

  /**
   * Makes the exception.
   *
   * @param path the path of the node
   * @param permission the permission that is missing, such as READ
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public ZkAccessDeniedException(
      String path, String permission, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.ACCESS, problem, mend, cause);
    this.path = path;
    this.permission = permission;
  }

  /** The path of the node. */
  public String path() {
    return path;
  }

  /** The permission that is missing, such as READ. */
  public String permission() {
    return permission;
  }
}
