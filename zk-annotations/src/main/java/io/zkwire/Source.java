package io.zkwire;

/** Where a value comes from. */
public enum Source {
  /** Nobody has set it: the initialiser of the field, or the default that was given. */
  DEFAULT,

  /** Read from ZooKeeper. */
  ZOOKEEPER,

  /** Read from the snapshot directory, because ZooKeeper could not be reached: possibly stale. */
  SNAPSHOT
}
