package io.zkwire;

/**
 * A lock or a permit that was taken. Thread-safe: any thread may close it.
 *
 * <pre>{@code
 * try (HeldLock held = zk.locks().exclusive("orders-17").acquire()) {
 *   held.checkHeld();                                                    // throws once it is lost
 * }
 * }</pre>
 */
public interface HeldLock extends Grant, AutoCloseable {

  /**
   * Gives it back, and waits for the answer of ZooKeeper where it is not handed to another thread
   * of this process; at most two seconds, then it is given back in the background. Closing twice
   * does nothing. Closing what was lost does nothing.
   */
  @Override
  void close();
}
