package io.zkwire;

/** Whether a member's own health checks pass. */
public enum MemberHealth {
  /** All pass, or there are none. */
  HEALTHY,
  /** One fails, or does not answer in time. The member is there all the same. */
  UNHEALTHY
}
