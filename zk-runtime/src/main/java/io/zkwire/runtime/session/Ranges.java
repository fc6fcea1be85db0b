package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import java.time.Duration;

/** Refuses options that are out of range, by name. */
public final class Ranges {

  private Ranges() {}

  /**
   * Checks a duration.
   *
   * @param option the option
   * @param value its value
   * @param least the least that is allowed
   * @param most the most
   * @return the value
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  public static Duration within(String option, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw refused(
          option,
          "it is within " + least.toMillis() + " ms to " + most.toMillis() + " ms",
          "" + value);
    }
    return value;
  }

  /**
   * Checks a number.
   *
   * @param option the option
   * @param value its value
   * @param least the least that is allowed
   * @param most the most
   * @return the value
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  public static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(option, "it is within " + least + " to " + most, Integer.toString(value));
    }
    return value;
  }

  /**
   * The exception for a value out of range.
   *
   * @param option the option
   * @param rule what is allowed
   * @param found what was given
   * @return the exception
   */
  public static OptionException refused(String option, String rule, String found) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        option,
        option + " is out of range: " + rule + ", found " + found,
        "Give a value in that range",
        null);
  }
}
