package io.zkwire.tests.exclusive;

import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.ZkMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What the runtime has counted. Thread-safe. */
final class Counts implements ZkMetrics {

  private static final String BEATS = "zkwire.lease.beats";

  private final Map<String, Long> counted = new ConcurrentHashMap<>();
  private final Runnable beforeBeat;

  Counts() {
    this(() -> {});
  }

  /**
   * Does something before each beat takes the time.
   *
   * @param beforeBeat what is done
   */
  Counts(Runnable beforeBeat) {
    this.beforeBeat = beforeBeat;
  }

  @Override
  public void count(String counter, long by) {
    if (counter.equals(BEATS)) {
      beforeBeat.run();
    }
    counted.merge(counter, by, Long::sum);
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {}

  long of(String counter) {
    return counted.getOrDefault(counter, 0L);
  }

  /** Waits until so many beats were answered: one is sent only when the one before it was. */
  void awaitBeats(int beats) {
    long now = of(BEATS);
    await().until(() -> of(BEATS) > now + beats);
  }
}
