package io.zkwire.runtime;

import java.util.function.LongSupplier;

/**
 * Where the runtime counts what it does. Names are listed in the reference. Implementations are
 * called from many threads, on hot paths of the runtime though never on those of the application,
 * and must not block or throw.
 *
 * <pre>{@code
 * class Counters implements ZkMetrics {
 *   final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
 *
 *   public void count(String counter, long by) {
 *     counts.computeIfAbsent(counter, name -> new LongAdder()).add(by);
 *   }
 *
 *   public void gauge(String gauge, LongSupplier value) {
 *     // keep it, and ask it when it is wanted
 *     System.out.println(gauge + " is " + value.getAsLong());
 *   }
 * }
 * }</pre>
 */
public interface ZkMetrics {

  /**
   * Counts events.
   *
   * @param counter the counter's name, such as {@code zkwire.config.applied}
   * @param by how many, at least 0
   */
  void count(String counter, long by);

  /**
   * Offers a value that can be read at any time.
   *
   * @param gauge the gauge's name, such as {@code zkwire.config.watches}
   * @param value reads it
   */
  void gauge(String gauge, LongSupplier value);

  /**
   * Offers one of several values that have a name in common. Those of one name are at most 100 for
   * a {@code ZkWire}.
   *
   * @param gauge the name, such as {@code zkwire.queue.depth}
   * @param tag by what they are told apart, such as {@code queue}
   * @param of which one it is: one of as many as the application uses
   * @param value reads it; -1 where it is not known
   */
  default void gauge(String gauge, String tag, String of, LongSupplier value) {}

  /**
   * Tells how long something took.
   *
   * @param timer the timer's name, such as {@code zkwire.lock.wait}
   * @param nanos nanoseconds, at least 0
   */
  default void time(String timer, long nanos) {}

  /** Counts nothing. */
  static ZkMetrics none() {
    return NoMetrics.INSTANCE;
  }
}
