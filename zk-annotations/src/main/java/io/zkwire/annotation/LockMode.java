package io.zkwire.annotation;

/**
 * With whom a lock is shared.
 *
 * <pre>{@code
 * @ZkLock(value = "prices", mode = LockMode.SHARED)
 * public void readPrices() { ... }
 * }</pre>
 */
public enum LockMode {
  /** One holder, and no other of either mode. */
  EXCLUSIVE,
  /** Any number of shared holders at a time, and no exclusive one. */
  SHARED
}
