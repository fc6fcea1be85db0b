package io.zkwire;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that can be taken across processes. Thread-safe; taking it costs requests, making the
 * handle costs none.
 *
 * <pre>{@code
 * DistributedLock lock = zk.locks().exclusive("orders-17");
 * try (HeldLock held = lock.acquire()) {
 *   System.out.println("ships with " + held.token());
 * }
 * }</pre>
 *
 * <p>A lock is re-entrant for its thread: taking it again gives another hold on the same grant, and
 * the lock is free when all are closed. Taking it while the grant has been lost throws {@link
 * LockLostException}, never a silent second entry. A shared holder cannot take the exclusive side:
 * that is refused at once, since it would wait for itself. Permits are not re-entrant.
 */
public interface DistributedLock {

  /** Its name. */
  String name();

  /**
   * Takes it, and waits for as long as that takes.
   *
   * @return what is held, to be closed
   * @throws InterruptedException if the thread is interrupted; nothing is held then
   * @throws LockLostException if this thread holds it already, and lost it
   * @throws ZkAccessDeniedException if an ACL refuses it
   * @throws ZkWireException ZK-SESSION-04 if the {@code ZkWire} is closed meanwhile
   */
  HeldLock acquire() throws InterruptedException;

  /**
   * Takes it within a time.
   *
   * @param wait how long to wait; zero or less to try once
   * @return what is held, to be closed; empty if it was not got in time
   * @throws InterruptedException if the thread is interrupted; nothing is held then
   * @throws LockLostException if this thread holds it already, and lost it
   * @throws ZkAccessDeniedException if an ACL refuses it
   * @throws ZkWireException ZK-SESSION-04 if the {@code ZkWire} is closed meanwhile
   */
  Optional<HeldLock> tryAcquire(Duration wait) throws InterruptedException;

  /**
   * Whether this {@code ZkWire} holds it at this moment, by whichever thread; of permits, whether
   * one is held that was taken through this handle.
   */
  boolean isHeld();
}
