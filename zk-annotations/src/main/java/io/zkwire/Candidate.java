package io.zkwire;

/**
 * One who stands for a role. Immutable.
 *
 * <pre>{@code
 * for (Candidate candidate : leadership.candidates()) {                  // the leader first
 *   System.out.println(candidate.host() + " " + candidate.pid());
 * }
 * }</pre>
 *
 * @param id the UUID in the name of its node, as {@code /wishes/resign/<role>} names it
 * @param process the UUID of its {@code ZkWire}, or what another recipe has written
 * @param host its host, or empty where that is not known
 * @param pid its process, or 0 where that is not known
 * @param self whether it is this {@code ZkWire}
 */
public record Candidate(String id, String process, String host, long pid, boolean self) {}
