package io.zkwire.runtime;

/**
 * The tie between one object and ZooKeeper. Thread-safe. It lasts until it is closed, or the {@code
 * ZkWire} is; the runtime holds the object as long.
 *
 * <pre>{@code
 * try (Binding binding = zk.bind(scheduler)) {
 *   work(scheduler);  // its fields follow ZooKeeper
 * }  // they keep their last values
 * }</pre>
 */
public interface Binding extends AutoCloseable {

  /** The object. */
  Object target();

  /** Whether it has been closed. */
  boolean closed();

  /**
   * Ends it: fields keep their last values, listeners are no longer called. Does nothing when it is
   * closed already. A callback that is under way may still finish.
   */
  @Override
  void close();
}
