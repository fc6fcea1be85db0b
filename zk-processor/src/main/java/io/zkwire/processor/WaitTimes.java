package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a guarded call waits: GUARD-05. */
final class WaitTimes {

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private WaitTimes() {}

  /** What is wrong with a time, or null if nothing is. The empty text stands for no limit. */
  static @Nullable String problem(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Duration time = parsed(text);
    if (time == null) {
      return "is no duration";
    }
    if (time.isNegative()) {
      return "is negative";
    }
    if (time.compareTo(LONGEST) > 0) {
      return "is more than one day";
    }
    return time.truncatedTo(ChronoUnit.MILLIS).equals(time) ? null : "is finer than a millisecond";
  }

  /** Whether a time that nothing is wrong with is no time at all. */
  static boolean isZero(String text) {
    Duration time = parsed(text);
    return time != null && time.isZero();
  }

  /** A time that nothing is wrong with; null for no limit. */
  static @Nullable Duration of(String text) {
    return text.isEmpty() ? null : parsed(text);
  }

  /** A time as an expression. */
  static CodeBlock code(@Nullable Duration time) {
    if (time == null) {
      return CodeBlock.of("null");
    }
    return time.truncatedTo(ChronoUnit.SECONDS).equals(time)
        ? CodeBlock.of("$T.ofSeconds($L)", Duration.class, time.toSeconds())
        : CodeBlock.of("$T.ofMillis($L)", Duration.class, time.toMillis());
  }

  private static @Nullable Duration parsed(String text) {
    Matcher matcher = SHORT_FORM.matcher(text);
    if (matcher.matches()) {
      return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
