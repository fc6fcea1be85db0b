package io.zkwire.runtime.id;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/** Another process was faster: what was known of a counter is out of date. */
final class Conflict extends Exception {

  private static final long serialVersionUID = 1L;

  Conflict(Throwable cause) {
    super(cause);
  }

  /** What ZooKeeper said; null if it was not ZooKeeper. */
  static @Nullable Code code(Throwable e) {
    Throwable inner = Failures.unwrap(e);
    if (inner instanceof MultiFailed multi) {
      return multi.reason().code();
    }
    return inner instanceof KeeperException k ? k.code() : null;
  }

  /**
   * Whether something was refused because somebody was faster, who created, wrote or deleted it.
   */
  static boolean isRace(Throwable e) {
    Code code = code(e);
    return code == Code.NODEEXISTS || code == Code.BADVERSION || code == Code.NONODE;
  }

  /** Whether a compare-and-set was refused because something else had been written. */
  static boolean isOne(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed && isRace(e);
  }
}
