package io.zkwire;

/**
 * A member that is there as before, with something else to tell.
 *
 * @param before what it told before
 * @param now what it tells now
 */
public record MemberChange(Member before, Member now) {}
