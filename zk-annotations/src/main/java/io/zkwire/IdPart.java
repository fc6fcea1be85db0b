package io.zkwire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of a format. Immutable.
 *
 * @param kind what it stands for
 * @param text a literal, or the pattern of a date
 * @param digits how the number is written, for the number only
 */
record IdPart(Kind kind, String text, @Nullable IdDigits digits) {

  /** What a part stands for. */
  enum Kind {
    LITERAL,
    DATE,
    ID,
    CHECK
  }

  private static final Pattern ID = Pattern.compile("id(?::0?(\\d{1,2}))?");
  private static final Pattern RADIX = Pattern.compile("id:r(36|62)(?::(\\d{1,2}))?");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._:/#+~=-]*");
  private static final int MOST_DIGITS = 40;

  static IdPart literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' has other characters than A-Z a-z 0-9 . _ : / # + ~ = -");
    }
    return new IdPart(Kind.LITERAL, text, null);
  }

  static IdPart placeholder(String text) {
    if (text.equals("check")) {
      return new IdPart(Kind.CHECK, "", null);
    }
    if (text.equals("date")) {
      return new IdPart(Kind.DATE, IdDates.DEFAULT, null);
    }
    if (text.startsWith("date:")) {
      return new IdPart(Kind.DATE, IdDates.requireKnown(text.substring(5)), null);
    }
    Matcher id = ID.matcher(text);
    if (id.matches()) {
      return new IdPart(Kind.ID, "", new IdDigits(10, least(id.group(1))));
    }
    Matcher radix = RADIX.matcher(text);
    if (radix.matches()) {
      return new IdPart(
          Kind.ID, "", new IdDigits(Integer.parseInt(radix.group(1)), least(radix.group(2))));
    }
    throw new IllegalArgumentException(
        "{"
            + text
            + "} is no placeholder; there are {id}, {id:010}, {id:r36}, {id:r62:8}, {check}"
            + " and {date}");
  }

  private static int least(@Nullable String digits) {
    int least = digits == null ? 1 : Integer.parseInt(digits);
    if (least < 1 || least > MOST_DIGITS) {
      throw new IllegalArgumentException(least + " digits are not within 1 to " + MOST_DIGITS);
    }
    return least;
  }

  /** How many characters it always has; 0 for the number. */
  int fixedLength() {
    return switch (kind) {
      case LITERAL, DATE -> text.length();
      case CHECK -> 1;
      case ID -> 0;
    };
  }
}
