package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * Another process has joined a group under the id that this one wants.
 *
 * <pre>{@code
 * try {
 *   zk.join("importers", "web-7");
 * } catch (DuplicateMemberException e) {
 *   System.out.println(e.id() + " of " + e.group() + " is another process");
 * }
 * }</pre>
 */
public final class DuplicateMemberException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final String group;
  private final String id;

  /**
   * Makes the exception.
   *
   * @param group the group
   * @param id the id
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @param cause what caused it, or null
   */
  public DuplicateMemberException(
      String group, String id, String problem, String mend, @Nullable Throwable cause) {
    super(ErrorCode.MEMBER_DUPLICATE, problem, mend, cause);
    this.group = group;
    this.id = id;
  }

  /** The group. */
  public String group() {
    return group;
  }

  /** The id. */
  public String id() {
    return id;
  }
}
