package io.zkwire;

import java.util.function.Supplier;

/**
 * A member of this process. Thread-safe.
 *
 * <pre>{@code
 * try (Membership self = zk.join("importers", "${host}-${pid}")) {
 *   self.state("queued", queue::size);
 *   ...
 * }
 * }</pre>
 */
public interface Membership extends AutoCloseable {

  /** The group. */
  String group();

  /** The id, placeholders replaced. */
  String id();

  /** Whether its checks pass. */
  MemberHealth health();

  /** Whether it takes work. */
  MemberStatus status();

  /** Whether its node stands, as far as this process knows. */
  boolean joined();

  /**
   * Adds something to what it tells of itself, in place of what was told by that name.
   *
   * @param name the name
   * @param value reads it: null, a text, number, boolean, enum, list or map of these; called on the
   *     runtime's threads
   */
  void state(String name, Supplier<?> value);

  /** Reads the state and runs the checks now, not only when it is time. Does not wait. */
  void refresh();

  /**
   * Leaves the group: others see that it {@link Reason#LEFT}. Waits for ZooKeeper's answer, at most
   * two seconds. Closing twice does nothing.
   */
  @Override
  void close();
}
