package io.zkwire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Days in formats: a few patterns, all of a fixed length. */
final class IdDates {

  static final String DEFAULT = "yyyyMMdd";

  private static final Map<String, DateTimeFormatter> KNOWN =
      Map.of(
          DEFAULT,
          formatter("uuuuMMdd"),
          "yyMMdd",
          formatter("uuMMdd"),
          "yyyy-MM-dd",
          formatter("uuuu-MM-dd"),
          "yyyyMM",
          formatter("uuuuMMdd"),
          "yyyy",
          formatter("uuuuMMdd"));

  private IdDates() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
  }

  static String requireKnown(String pattern) {
    if (!KNOWN.containsKey(pattern)) {
      Set<String> known = new TreeSet<>(KNOWN.keySet());
      throw new IllegalArgumentException("the date " + pattern + " is none of " + known);
    }
    return pattern;
  }

  static void append(String pattern, long epochMillis, StringBuilder out) {
    LocalDate day = Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).toLocalDate();
    out.append(of(pattern).format(day), 0, pattern.length());
  }

  static boolean isDate(String pattern, String text) {
    String rest = pattern.equals("yyyyMM") ? "01" : pattern.equals("yyyy") ? "0101" : "";
    try {
      of(pattern).parse(text + rest);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static DateTimeFormatter of(String pattern) {
    return Objects.requireNonNull(KNOWN.get(pattern));
  }
}
