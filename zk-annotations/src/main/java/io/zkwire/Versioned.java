package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * A value together with where it came from. Immutable.
 *
 * <pre>{@code
 * Versioned<Integer> limit = zk.config().live("report/limit", Integer.class, 10).current();
 * System.out.println(limit.value() + " written by " + limit.mzxid() + " from " + limit.source());
 * }</pre>
 *
 * @param <T> the type of the value
 * @param value the value; null where the default is null
 * @param mzxid the transaction that wrote it, or 0 for a default. For a subtree, the youngest
 *     transaction among its nodes. It rises with every change, unlike ZooKeeper's {@code version},
 *     which restarts when a node is re-created
 * @param source where the value comes from
 * @param secret whether {@link #toString()} must not show the value
 */
public record Versioned<T extends @Nullable Object>(
    T value, long mzxid, Source source, boolean secret) {

  @Override
  public String toString() {
    return (secret ? "***" : value) + "@" + Long.toHexString(mzxid) + "/" + source;
  }
}
