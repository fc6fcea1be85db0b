package io.zkwire;

/**
 * A member that is there no longer.
 *
 * <pre>{@code
 * zk.members("importers").onChange(
 *     change ->
 *         change.left().stream()
 *             .filter(gone -> gone.reason() == Reason.DIED)
 *             .forEach(gone -> System.out.println(gone.member().id() + " died")));
 * }</pre>
 *
 * @param member as it was last seen
 * @param reason why
 */
public record MemberDeparture(Member member, Reason reason) {}
