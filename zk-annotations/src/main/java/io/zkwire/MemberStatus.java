package io.zkwire;

/**
 * Whether a member takes work.
 *
 * <pre>{@code
 * boolean drained =
 *     zk.members("importers").all().stream()
 *         .allMatch(member -> member.status() == MemberStatus.DRAINED);
 * }</pre>
 */
public enum MemberStatus {
  /** It takes work. */
  ONLINE,
  /** An operator wants it off line; it finishes what it has. */
  DRAINING,
  /** It is off line: it leads nothing and begins no guarded work. */
  DRAINED
}
