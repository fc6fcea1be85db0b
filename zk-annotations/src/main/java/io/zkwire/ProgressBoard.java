package io.zkwire;

import java.util.function.Consumer;

/**
 * How far a task is: each of its workers, and all together. Thread-safe.
 *
 * <pre>{@code
 * try (ProgressBoard imports = zk.progressBoard("import")) {
 *   imports.onChange(now -> System.out.println(now));
 *   ...
 * }
 * }</pre>
 */
public interface ProgressBoard extends AutoCloseable {

  /** The task. */
  String task();

  /** How far it is, as far as this process knows. Does not ask ZooKeeper. */
  TaskProgress now();

  /**
   * Calls a listener with each change, as {@code @OnProgress} does.
   *
   * @param listener called on the runtime's threads, one call at a time
   * @return closes the listener
   */
  Registration onChange(Consumer<TaskProgress> listener);

  /** Watches no longer by this handle. The handle in a field is closed with its binding. */
  @Override
  void close();
}
