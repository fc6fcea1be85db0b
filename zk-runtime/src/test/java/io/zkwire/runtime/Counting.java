package io.zkwire.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What the runtime has counted; does something before one of its requests. Thread-safe. */
final class Counting implements ZkMetrics {

  private static final String REQUESTS = "zkwire.requests";

  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicInteger left = new AtomicInteger();
  private volatile Runnable action = () -> {};

  /** Does something before the n-th request from now. */
  void arm(int requests, Runnable what) {
    action = what;
    left.set(requests);
  }

  @Override
  public void count(String counter, long by) {
    counts.merge(counter, by, Long::sum);
    if (counter.equals(REQUESTS) && left.get() > 0 && left.decrementAndGet() == 0) {
      action.run();
    }
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {}

  long of(String counter) {
    return counts.getOrDefault(counter, 0L);
  }

  long requests() {
    return of(REQUESTS);
  }
}
