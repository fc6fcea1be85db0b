package io.zkwire;

/**
 * Whether a member's own health checks pass.
 *
 * <pre>{@code
 * zk.members("importers").find("web-7")
 *     .filter(member -> member.health() == MemberHealth.UNHEALTHY)
 *     .ifPresent(member -> System.out.println(member.id() + " is ill"));
 * }</pre>
 */
public enum MemberHealth {
  /** All pass, or there are none. */
  HEALTHY,
  /** One fails, or does not answer in time. The member is there all the same. */
  UNHEALTHY
}
