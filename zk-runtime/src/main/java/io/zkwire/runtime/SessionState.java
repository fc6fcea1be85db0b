package io.zkwire.runtime;

/**
 * The state of the connection to ZooKeeper, as far as this process can know it.
 *
 * <pre>{@code
 * zk.onState(state -> {
 *   if (state == SessionState.SUSPENDED) {
 *     System.out.println("cut off: values stay as they are");
 *   }
 * });
 * }</pre>
 */
public enum SessionState {
  /** Connected; what is read is at most as old as the server lets it be. */
  CONNECTED,

  /**
   * The connection is gone, or was never there; the session may still live. Values stay and may be
   * out of date.
   */
  SUSPENDED,

  /**
   * The session must be taken for expired: the connection has been gone for the session timeout.
   */
  LOST,

  /** Closed by this process. */
  CLOSED
}
