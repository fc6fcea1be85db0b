package io.zkwire.tests;

import io.zkwire.runtime.ZkMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What the runtime has counted; does something just before it goes on. Thread-safe. */
public final class Counting implements ZkMetrics {

  private static final String REQUESTS = "zkwire.requests";

  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicInteger left = new AtomicInteger();
  private volatile String counter = "";
  private volatile Runnable action = () -> {};

  /** Does something just before the n-th request from now is sent, to the link of a client, say. */
  public void arm(int requests, Runnable what) {
    arm(REQUESTS, requests, what);
  }

  /** Does it just before something else is counted. */
  public void armAt(String what, Runnable then) {
    arm(what, 1, then);
  }

  private void arm(String what, int times, Runnable then) {
    counter = what;
    action = then;
    left.set(times);
  }

  @Override
  public void count(String counted, long by) {
    counts.merge(counted, by, Long::sum);
    if (counted.equals(counter) && left.get() > 0 && left.decrementAndGet() == 0) {
      action.run();
    }
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {}

  /** How much of something was counted. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** How many requests were sent. */
  public long requests() {
    return of(REQUESTS);
  }
}
