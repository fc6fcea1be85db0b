package io.zkwire.tests.queue;

import io.zkwire.runtime.ZkMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Does something to the link of a client just before its n-th request from now is sent. */
final class CutBefore implements ZkMetrics {

  private final AtomicInteger left = new AtomicInteger();
  private volatile String counter = "";
  private volatile Runnable action = () -> {};

  void arm(int requests, Runnable what) {
    counter = "zkwire.requests";
    action = what;
    left.set(requests);
  }

  /** Does it just before something else is counted. */
  void armAt(String what, Runnable then) {
    counter = what;
    action = then;
    left.set(1);
  }

  @Override
  public void count(String counted, long by) {
    if (counted.equals(counter) && left.get() > 0 && left.decrementAndGet() == 0) {
      action.run();
    }
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {}
}
