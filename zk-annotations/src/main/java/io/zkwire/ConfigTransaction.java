package io.zkwire;

import java.util.Map;

/**
 * Several changes that happen together or not at all. Not thread-safe; used once.
 *
 * <pre>{@code
 * zk.config().transaction()
 *     .publish("report/interval", Duration.ofSeconds(30))
 *     .publish("report/retries", 5)
 *     .delete("report/legacy")
 *     .commit();
 * }</pre>
 *
 * <p>Nothing is sent before {@link #commit()}. Each key may appear once.
 */
public interface ConfigTransaction {

  /**
   * Sets a key.
   *
   * @param key relative to {@code /config}, or an absolute path
   * @param value a scalar, a collection, a record or any class that Jackson writes; a {@code
   *     byte[]} is taken as it is
   * @return this
   * @throws ConfigException if the value cannot be written, or is larger than 512 KiB
   */
  ConfigTransaction publish(String key, Object value);

  /**
   * Sets a key if it still has the version that was read.
   *
   * @param key relative to {@code /config}, or an absolute path
   * @param value as for {@link #publish(String, Object)}
   * @param expected what the key must be at, or {@link ConfigVersion#ABSENT}
   * @return this
   */
  ConfigTransaction publish(String key, Object value, ConfigVersion expected);

  /**
   * Sets a record as a subtree, one node a component. Null components, and empty {@code Optional}
   * ones, are removed.
   *
   * @param key the key of the subtree's root
   * @param value the record
   * @return this
   */
  ConfigTransaction publishTree(String key, Record value);

  /**
   * Removes a key. A key that has others below it keeps its node, without a value.
   *
   * @param key relative to {@code /config}, or an absolute path
   * @return this
   */
  ConfigTransaction delete(String key);

  /**
   * Removes a key if it still has the version that was read.
   *
   * @param key relative to {@code /config}, or an absolute path
   * @param expected what the key must be at
   * @return this
   */
  ConfigTransaction delete(String key, ConfigVersion expected);

  /**
   * Sends the changes as one request.
   *
   * @return the version of each key that was set, in the order of the calls; {@link
   *     ConfigVersion#ABSENT} for one that was deleted
   * @throws ConfigConflictException if a key was not at the version expected
   * @throws ConfigException if the request would exceed 960 KiB, kept predecessors included
   * @throws OutcomeUnknownException if the connection was lost and it could not be found out
   *     whether the changes were made
   * @throws ZkAccessDeniedException if the ACL of a node refuses it
   */
  Map<String, ConfigVersion> commit();
}
