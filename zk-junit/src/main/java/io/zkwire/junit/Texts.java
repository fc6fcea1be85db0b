package io.zkwire.junit;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them. */
final class Texts {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms",
          Duration.ofMillis(1),
          "s",
          Duration.ofSeconds(1),
          "m",
          Duration.ofMinutes(1),
          "h",
          Duration.ofHours(1));

  private Texts() {}

  /**
   * Reads {@code 6s}, {@code 500ms}, {@code 6000} (milliseconds) or {@code PT6S}; more than zero.
   */
  static Duration duration(String option, String text) {
    Duration duration = parse(option, text.trim());
    if (duration.isZero() || duration.isNegative()) {
      throw bad(option, text, null);
    }
    return duration;
  }

  private static Duration parse(String option, String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
      return UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw bad(option, text, e);
    }
  }

  private static OptionException bad(String option, String text, @Nullable Exception cause) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        option,
        option + " = \"" + text + "\" is no duration above zero",
        "Write it like 6s, 500ms, 2m, PT6S, or 6000 for milliseconds",
        cause);
  }

  /** A duration for a message: {@code 30s}, {@code 1.5s}. */
  static String show(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
