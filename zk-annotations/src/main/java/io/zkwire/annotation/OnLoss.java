package io.zkwire.annotation;

/**
 * What happens to a guarded call that is under way when it can no longer be shown that it may.
 *
 * <pre>{@code
 * @LeaderOnly(value = "reports", onLoss = OnLoss.INTERRUPT)
 * public void write() throws InterruptedException { ... }
 * }</pre>
 */
public enum OnLoss {
  /** It runs to its end. Its fencing token tells others that it is out of date. */
  FINISH,
  /** Its thread is interrupted, once. The method decides what to do with that. */
  INTERRUPT
}
