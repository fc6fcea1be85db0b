package io.zkwire;

/**
 * A member that is there no longer.
 *
 * @param member as it was last seen
 * @param reason why
 */
public record MemberDeparture(Member member, Reason reason) {}
