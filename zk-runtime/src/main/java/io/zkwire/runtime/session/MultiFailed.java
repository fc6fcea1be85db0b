package io.zkwire.runtime.session;

import org.apache.zookeeper.KeeperException;

/** A transaction of which one operation failed, and so none was made. */
public final class MultiFailed extends Exception {
  private static final long serialVersionUID = 1L;
  private final int index;
  private final transient KeeperException reason;

  MultiFailed(int index, KeeperException cause) {
    super(cause);
    this.reason = cause;
    this.index = index;
  }

  /** Which operation failed. */
  public int index() {
    return index;
  }

  /** The same failure, counted from an operation on: that of a part of the transaction. */
  public MultiFailed from(int first) {
    return new MultiFailed(index - first, reason);
  }

  /** Why. */
  public KeeperException reason() {
    return reason;
  }
}
