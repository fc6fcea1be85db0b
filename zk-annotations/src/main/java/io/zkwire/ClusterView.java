package io.zkwire;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who is in a group: a live view, kept by watches. Thread-safe; reading it asks nothing of
 * ZooKeeper.
 *
 * <pre>{@code
 * try (ClusterView reporters = zk.members("reporters")) {
 *   for (Member member : reporters.healthy()) { ... }
 * }
 * }</pre>
 *
 * <p>While this process is cut off from ZooKeeper the view stays as it was ({@link #stale}); once
 * it is back, what changed meanwhile is told, and nothing else.
 */
public interface ClusterView extends AutoCloseable {

  /** The group. */
  String group();

  /** All members, by id. Immutable: a later call gives what is there then. */
  List<Member> all();

  /** The members that are healthy and take work, by id. Immutable. */
  List<Member> healthy();

  /**
   * Finds a member.
   *
   * @param id its id
   * @return the member, or empty where it is not there
   */
  Optional<Member> find(String id);

  /**
   * Whether the view may be out of date, because the connection is away or it was not filled yet.
   */
  boolean stale();

  /**
   * Calls a listener when members come or go, or tell another health, status or description.
   *
   * @param listener called on the runtime's threads, one change at a time; not for the members that
   *     are there now
   * @return ends it
   */
  Registration onChange(Consumer<ClusterChange> listener);

  /**
   * As {@link #onChange}, and also when members tell another state. Changes in quick succession may
   * be told as the last one only.
   *
   * @param listener called on the runtime's threads, one change at a time
   * @return ends it
   */
  Registration onStateChange(Consumer<ClusterChange> listener);

  /**
   * An operator wants a member on line or off line. It is kept in ZooKeeper: a member that is not
   * there finds it when it comes. It goes before what is wanted of the group.
   *
   * @param id the member
   * @param online what is wanted
   * @throws ZkWireException if it cannot be written
   */
  void want(String id, boolean online);

  /**
   * An operator wants all members of the group on line or off line, except those of which something
   * else is wanted by name.
   *
   * @param online what is wanted
   * @throws ZkWireException if it cannot be written
   */
  void wantAll(boolean online);

  /**
   * Takes back what is wanted of a member by name: it follows the group again.
   *
   * @param id the member
   * @throws ZkWireException if it cannot be written
   */
  void forget(String id);

  /** Ends the view: it stays as it is. The one in a field is closed with its binding. */
  @Override
  void close();
}
