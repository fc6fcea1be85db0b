package io.zkwire.benchmarks.harness;

import io.zkwire.runtime.ZkMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters of a {@code ZkWire} that can be read back. Thread-safe. */
public final class Counts implements ZkMetrics {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  @Override
  public void count(String counter, long by) {
    counters.computeIfAbsent(counter, name -> new LongAdder()).add(by);
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {}

  /** How many requests have been sent. */
  public long requests() {
    return of("zkwire.requests");
  }

  /** What a counter has come to. */
  public long of(String counter) {
    return counters.computeIfAbsent(counter, name -> new LongAdder()).sum();
  }
}
