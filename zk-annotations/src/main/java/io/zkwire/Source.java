package io.zkwire;

/**
 * Where a value comes from.
 *
 * <pre>{@code
 * Live<Integer> limit = zk.config().live("report/limit", Integer.class, 10);
 * if (limit.current().source() == Source.SNAPSHOT) {
 *   System.out.println("ZooKeeper was not there: the value of an earlier run");
 * }
 * }</pre>
 */
public enum Source {
  /** Nobody has set it: the initialiser of the field, or the default that was given. */
  DEFAULT,

  /** Read from ZooKeeper. */
  ZOOKEEPER,

  /** Read from the snapshot directory, because ZooKeeper could not be reached: possibly stale. */
  SNAPSHOT
}
