package io.zkwire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How items are taken. Immutable; the methods return changed copies.
 *
 * <pre>{@code
 * ConsumerOptions four =
 *     ConsumerOptions.defaults().concurrency(4).visibility(Duration.ofMinutes(2));
 * zk.queue("mail", Mail.class).consume(four, (mail, delivery) -> send(mail));
 * }</pre>
 *
 * @param concurrency how many items are worked on at a time by this consumer, 1 to 64
 * @param retries how often an item is tried again after the first try failed, 0 to 100; then it is
 *     parked
 * @param retryDelay how long an item rests after a failed try; zero keeps its place
 * @param visibility how long one try may take before the item is given again and the thread is
 *     interrupted; null for as long as it takes, since the death of the consumer is seen anyway
 */
public record ConsumerOptions(
    int concurrency, int retries, Duration retryDelay, @Nullable Duration visibility) {

  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_RETRIES = 100;
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks what was given.
   *
   * @throws OptionException ZK-OPTION-01 if something is out of range; times are at most one day
   */
  public ConsumerOptions {
    within("concurrency", concurrency, 1, MOST_AT_ONCE);
    within("retries", retries, 0, MOST_RETRIES);
    if (retryDelay.isNegative() || retryDelay.compareTo(LONGEST) > 0) {
      throw refused("retryDelay", "it is within 0 to one day", retryDelay.toString());
    }
    if (visibility != null && (visibility.toMillis() < 1 || visibility.compareTo(LONGEST) > 0)) {
      throw refused("visibility", "it is within 1 ms to one day", visibility.toString());
    }
  }

  /** One at a time, five retries a second apart, no limit to the time of a try. */
  public static ConsumerOptions defaults() {
    return new ConsumerOptions(1, 5, Duration.ofSeconds(1), null);
  }

  /** With another number of items at a time. */
  public ConsumerOptions concurrency(int now) {
    return new ConsumerOptions(now, retries, retryDelay, visibility);
  }

  /** With another number of retries. */
  public ConsumerOptions retries(int now) {
    return new ConsumerOptions(concurrency, now, retryDelay, visibility);
  }

  /** With another rest after a failed try. */
  public ConsumerOptions retryDelay(Duration now) {
    return new ConsumerOptions(concurrency, retries, now, visibility);
  }

  /** With a limit to the time of a try. */
  public ConsumerOptions visibility(Duration now) {
    return new ConsumerOptions(concurrency, retries, retryDelay, now);
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(option, "it is within " + least + " to " + most, Integer.toString(value));
    }
  }

  private static OptionException refused(String option, String rule, String found) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        option,
        option + " is out of range: " + rule + ", found " + found,
        "Give a value in that range",
        null);
  }
}
