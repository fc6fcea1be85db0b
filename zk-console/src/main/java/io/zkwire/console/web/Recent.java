package io.zkwire.console.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read of late, by key, for all who ask: the answers that were longest not asked for are
 * let go. Thread-safe.
 *
 * @param <T> what is read
 */
final class Recent<T> {

  private final Duration age;
  private final int most;
  private final Map<String, Moment<T>> moments = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Nothing yet.
   *
   * @param age after which it is read again
   * @param most how many are kept
   */
  Recent(Duration age, int most) {
    this.age = age;
    this.most = most;
  }

  /** What was read for a key, or is read now; by one, while others wait for it. */
  T get(String key, Supplier<T> reading) {
    return moment(key, reading).get();
  }

  private synchronized Moment<T> moment(String key, Supplier<T> reading) {
    Moment<T> moment = moments.computeIfAbsent(key, k -> new Moment<>(age, reading));
    if (moments.size() > most) {
      moments.remove(moments.keySet().iterator().next());
    }
    return moment;
  }

  /** Forgets all, since somebody has just changed something. */
  synchronized void forget() {
    moments.clear();
  }
}
