package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One round of one group: what it measured and what it found wrong. Used by one thread. */
final class Trial {
  private static final int PHASE_MILLIS = 400;

  private final int number;
  private final Random random;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final long begun = System.nanoTime();
  private long ended;
  private long measured = -1;

  Trial(int number, Random random) {
    this.number = number;
    this.random = random;
  }

  /** From 0. */
  int number() {
    return number;
  }

  /** Whether this is the second of two ways to make the fault, which take turns. */
  boolean isOdd() {
    return number % 2 == 1;
  }

  /** Lets a random time pass, so that a fault meets each phase of a lease. */
  void phase() {
    Poll.pass(Duration.ofMillis(random.nextInt(PHASE_MILLIS)));
  }

  void check(boolean isSo, String otherwise) {
    if (!isSo) {
      wrong.add(otherwise);
    }
  }

  /** Demands that something took no longer than it may. */
  void atMost(String what, long nanos, Duration limit) {
    check(
        nanos <= limit.toNanos(),
        "%s took %d ms, not %d".formatted(what, millis(nanos), limit.toMillis()));
  }

  /** The one time that is reported of a round, in nanoseconds. */
  void measure(long nanos) {
    measured = nanos;
  }

  /** Something that the report may sum up. */
  void note(String text) {
    notes.add(text);
  }

  void end() {
    ended = System.nanoTime();
  }

  boolean holds(long nanos) {
    return begun <= nanos && nanos < ended;
  }

  long measured() {
    return measured;
  }

  List<String> wrong() {
    return wrong.stream().map(w -> "round " + (number + 1) + ": " + w).toList();
  }

  List<String> notes() {
    return notes;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
