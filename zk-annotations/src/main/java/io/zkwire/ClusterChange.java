package io.zkwire;

import java.util.List;

/**
 * What has changed in a group. The view shows it already when listeners are told. Immutable.
 *
 * <pre>{@code
 * zk.members("importers").onChange(change -> {
 *   change.joined().forEach(member -> System.out.println("came " + member.id()));
 *   change.left().forEach(gone -> System.out.println("went " + gone.member().id()));
 * });
 * }</pre>
 *
 * @param joined who came
 * @param left who went, and why
 * @param changed whose health, status or description is another one; or whose state is, for
 *     listeners that asked for state
 */
public record ClusterChange(
    List<Member> joined, List<MemberDeparture> left, List<MemberChange> changed) {

  /** Makes the change, of copies of the lists. */
  public ClusterChange {
    joined = List.copyOf(joined);
    left = List.copyOf(left);
    changed = List.copyOf(changed);
  }
}
