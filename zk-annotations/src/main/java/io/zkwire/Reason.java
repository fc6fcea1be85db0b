package io.zkwire;

/**
 * Why a member is there no longer.
 *
 * <pre>{@code
 * @OnMemberLeave("importers")
 * void gone(Member member, Reason reason) {
 *   System.out.println(member.id() + (reason == Reason.DIED ? " died" : " went"));
 * }
 * }</pre>
 */
public enum Reason {
  /** It left: its connection or binding was closed. */
  LEFT,
  /**
   * It did not say that it leaves: its process died, or was cut off for longer than its session.
   */
  DIED,
  /** It went while this process was itself cut off, and nobody can tell any more. */
  UNKNOWN
}
