package io.zkwire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An item to put. Immutable; the methods return changed copies.
 *
 * <pre>{@code
 * zk.queue("mail", Mail.class)
 *     .put(NewItem.of(mail).urgent(1).delayed(Duration.ofMinutes(5)).key("ask-17"));
 * }</pre>
 *
 * @param <T> the type of the item
 * @param value the item
 * @param priority 0 for the most urgent to 9; {@value #USUAL_PRIORITY} otherwise
 * @param delay for how long nobody takes it, by the wall clocks of who puts and who takes
 * @param key of two items with the same key the second is not put while the first stands, parked or
 *     not; null for none
 */
public record NewItem<T>(T value, int priority, Duration delay, @Nullable String key) {

  /** The priority of items that ask for none. */
  public static final int USUAL_PRIORITY = 5;

  private static final int LEAST_URGENT = 9;
  private static final int LONGEST_KEY = 256;
  private static final Duration LONGEST_DELAY = Duration.ofDays(366);

  /**
   * Checks what was given.
   *
   * @throws OptionException ZK-OPTION-01 if the priority, the delay (0 to 366 days) or the length
   *     of the key (1 to 256 characters) is out of range
   */
  public NewItem {
    if (priority < 0 || priority > LEAST_URGENT) {
      throw refused("priority", "it is within 0 to 9", Integer.toString(priority));
    }
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw refused("delay", "it is within 0 to 366 days", delay.toString());
    }
    if (key != null && (key.isEmpty() || key.length() > LONGEST_KEY)) {
      throw refused("key", "it has 1 to 256 characters", Integer.toString(key.length()));
    }
  }

  /** An item of the usual priority, without delay and key. */
  public static <T> NewItem<T> of(T value) {
    return new NewItem<>(value, USUAL_PRIORITY, Duration.ZERO, null);
  }

  /** With a priority, 0 for the most urgent to 9. */
  public NewItem<T> urgent(int newPriority) {
    return new NewItem<>(value, newPriority, delay, key);
  }

  /** With a time for which nobody takes it. */
  public NewItem<T> delayed(Duration newDelay) {
    return new NewItem<>(value, priority, newDelay, key);
  }

  /** With a deduplication key. */
  public NewItem<T> key(String newKey) {
    return new NewItem<>(value, priority, delay, newKey);
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
