package io.zkwire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A member of a group, as its node described it when it was last read. Immutable.
 *
 * <pre>{@code
 * for (Member member : zk.members("importers").healthy()) {
 *   System.out.println(member.id() + " has queued " + member.state().get("queued"));
 * }
 * }</pre>
 *
 * @param group the group
 * @param id its id: stable over restarts
 * @param incarnation which run of it: a UUID, another one after each restart
 * @param host the name of its machine
 * @param addresses the addresses of its machine, none that only the machine itself can reach where
 *     it has others
 * @param pid the number of its process
 * @param started when it joined, by its own clock
 * @param sessionTimeout after how long without a sign it counts as dead
 * @param zkwire the version of zkwire that it runs
 * @param version the version of the application, empty where it is not known
 * @param health whether its health checks pass
 * @param status whether it takes work
 * @param state what it tells of itself, by name: texts, numbers, booleans, lists and maps of them,
 *     null; unmodifiable
 */
public record Member(
    String group,
    String id,
    String incarnation,
    String host,
    List<String> addresses,
    long pid,
    Instant started,
    Duration sessionTimeout,
    String zkwire,
    String version,
    MemberHealth health,
    MemberStatus status,
    Map<String, Object> state) {

  /** Whether it is healthy and takes work. */
  public boolean available() {
    return health == MemberHealth.HEALTHY && status == MemberStatus.ONLINE;
  }
}
