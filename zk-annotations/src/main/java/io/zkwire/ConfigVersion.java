package io.zkwire;

import java.io.Serializable;

/**
 * A version of a configuration key, to compare against when publishing. Immutable.
 *
 * <pre>{@code
 * // only if absent
 * ConfigVersion first = zk.config().publish("report/retries", 3, ConfigVersion.ABSENT);
 * zk.config().publish("report/retries", 4, first);  // only if nobody has written since
 * }</pre>
 *
 * @param mzxid the transaction that wrote it, or 0 where there is no value
 * @param version ZooKeeper's count of writes since the node was created, or -1 where there is no
 *     node
 */
public record ConfigVersion(long mzxid, int version) implements Serializable {

  /** No node: publishing against it succeeds only where the key is absent. */
  public static final ConfigVersion ABSENT = new ConfigVersion(0, -1);
}
