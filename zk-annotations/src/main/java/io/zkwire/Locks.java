package io.zkwire;

/**
 * Locks and permits without annotations. Names are {@code [A-Za-z0-9._-]{1,128}}; a lock and a
 * permit of one name have nothing to do with each other. Thread-safe.
 *
 * <pre>{@code
 * try (HeldLock lock = zk.locks().exclusive("orders-17").acquire()) {
 *   write(order, lock.token());
 * }
 * }</pre>
 */
public interface Locks {

  /**
   * A lock with one holder.
   *
   * @param name its name
   * @return the lock, not taken
   * @throws ZkWireException ZK-NAME-01 if the name is not allowed
   */
  DistributedLock exclusive(String name);

  /**
   * The shared side of the lock of that name: many shared holders, or one exclusive.
   *
   * @param name its name
   * @return the lock, not taken
   * @throws ZkWireException ZK-NAME-01 if the name is not allowed
   */
  DistributedLock shared(String name);

  /**
   * A semaphore.
   *
   * @param name its name
   * @param permits how many there are, 1 to 10,000, the same everywhere
   * @return the semaphore, nothing taken
   * @throws ZkWireException ZK-NAME-01 if the name is not allowed, ZK-OPTION-01 if the number is
   *     out of range
   */
  DistributedLock permits(String name, int permits);
}
