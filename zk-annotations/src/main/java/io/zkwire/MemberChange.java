package io.zkwire;

/**
 * A member that is there as before, with something else to tell.
 *
 * <pre>{@code
 * zk.members("importers").onChange(
 *     change ->
 *         change.changed().stream()
 *             .filter(it -> it.before().health() != it.now().health())
 *             .forEach(it -> System.out.println(it.now().id() + " is " + it.now().health())));
 * }</pre>
 *
 * @param before what it told before
 * @param now what it tells now
 */
public record MemberChange(Member before, Member now) {}
