package io.zkwire;

import java.util.ArrayList;
import java.util.List;

/**
 * How the IDs of a type are written: text in which placeholders stand for parts. Immutable and
 * thread-safe. It needs no connection, so that whoever only receives IDs can check them.
 *
 * <pre>{@code
 * IdFormat orders = IdFormat.parse("ORD-{date}-{id:08}{check}");
 * String text = orders.text(42, System.currentTimeMillis());  // ORD-20260301-000000422
 * long number = orders.number("ORD-20260301-000000422");      // 42
 * boolean good = orders.valid("ORD-20260301-000000424");      // false: a wrong check digit
 * }</pre>
 *
 * <table>
 * <caption>Placeholders</caption>
 * <tr><td>{@code {id}}</td><td>the number, decimal; exactly one of this kind is needed</td></tr>
 * <tr><td>{@code {id:010}}</td><td>with zeros before it, at least so many digits</td></tr>
 * <tr><td>{@code {id:r36}}, {@code {id:r62:8}}</td><td>in radix 36 ({@code 0-9A-Z}) or 62 ({@code
 * 0-9A-Za-z}), here with at least eight digits; texts of one length sort as their numbers do</td></tr>
 * <tr><td>{@code {check}}</td><td>a check digit over the digits of the number, in their radix (Luhn
 * mod N): any one wrong digit is noticed, and nearly every exchange of two neighbours</td></tr>
 * <tr><td>{@code {date}}, {@code {date:yyMMdd}}</td><td>the day in UTC, {@code yyyyMMdd}; also
 * {@code yyyy-MM-dd}, {@code yyyyMM}, {@code yyyy}</td></tr>
 * </table>
 */
public final class IdFormat {

  private static final int LONGEST = 200;
  private static final int MOST_DIGITS = 19;

  private final String written;
  private final List<IdPart> parts;
  private final IdDigits digits;
  private final int fixed;

  private IdFormat(String written, List<IdPart> parts, IdDigits digits) {
    this.written = written;
    this.parts = parts;
    this.digits = digits;
    this.fixed = parts.stream().mapToInt(IdPart::fixedLength).sum();
  }

  /**
   * Reads a format.
   *
   * @param format the format, at most 200 characters
   * @return the format
   * @throws IllegalArgumentException if it is none; the message says why, without a full stop
   */
  public static IdFormat parse(String format) {
    if (format.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    List<IdPart> parts = new ArrayList<>();
    int at = 0;
    while (at < format.length()) {
      int open = format.indexOf('{', at);
      int end = open < 0 ? format.length() : open;
      if (end > at) {
        parts.add(IdPart.literal(format.substring(at, end)));
      }
      if (open < 0) {
        break;
      }
      int close = format.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("'" + format.substring(open) + "' is not closed");
      }
      parts.add(IdPart.placeholder(format.substring(open + 1, close)));
      at = close + 1;
    }
    List<IdDigits> digits =
        parts.stream().filter(p -> p.digits() != null).map(IdPart::digits).toList();
    if (digits.size() != 1) {
      throw new IllegalArgumentException("it has " + digits.size() + " of {id}, and needs one");
    }
    if (parts.stream().filter(p -> p.kind() == IdPart.Kind.CHECK).count() > 1) {
      throw new IllegalArgumentException("it has more than one {check}");
    }
    return new IdFormat(format, List.copyOf(parts), digits.get(0));
  }

  /** The format as it was written. */
  public String written() {
    return written;
  }

  /**
   * Writes a number.
   *
   * @param number the number, at least 0
   * @param epochMillis which day it is, for {@code {date}}: milliseconds since 1970
   * @return the text
   * @throws IllegalArgumentException if the number is negative
   */
  public String text(long number, long epochMillis) {
    if (number < 0) {
      throw new IllegalArgumentException(number + " is negative");
    }
    if (parts.size() == 1) {
      return digits.write(number);
    }
    String id = digits.write(number);
    StringBuilder out = new StringBuilder(fixed + id.length());
    for (IdPart part : parts) {
      switch (part.kind()) {
        case LITERAL -> out.append(part.text());
        case DATE -> IdDates.append(part.text(), epochMillis, out);
        case ID -> out.append(id);
        case CHECK -> out.append(digits.check(id));
      }
    }
    return out.toString();
  }

  /**
   * Reads a text back.
   *
   * @param text the text
   * @return its number
   * @throws IdException ZK-ID-27 if it is no ID of this format: another shape, more digits than
   *     needed, a number beyond 63 bits, no such day, or a wrong check digit
   */
  public long number(String text) {
    int width = text.length() - fixed;
    if (width < 1 || width > Math.max(MOST_DIGITS, digits.least())) {
      throw refused(text, "it has " + text.length() + " characters");
    }
    int at = 0;
    String id = "";
    char check = 0;
    for (IdPart part : parts) {
      int length = part.kind() == IdPart.Kind.ID ? width : part.fixedLength();
      String piece = text.substring(at, at + length);
      at += length;
      switch (part.kind()) {
        case LITERAL -> {
          if (!piece.equals(part.text())) {
            throw refused(text, "it has '" + printable(piece) + "' in place of " + part.text());
          }
        }
        case DATE -> {
          if (!IdDates.isDate(part.text(), piece)) {
            throw refused(text, "'" + printable(piece) + "' is no day");
          }
        }
        case ID -> id = piece;
        case CHECK -> check = piece.charAt(0);
      }
    }
    long number = digits.read(id);
    if (number < 0) {
      throw refused(text, "'" + printable(id) + "' is no such number");
    }
    if (check != 0 && check != digits.check(id)) {
      throw refused(text, "its check digit is wrong");
    }
    return number;
  }

  /**
   * Whether a text is an ID of this format. That it was ever given to anybody is not said.
   *
   * @param text the text
   */
  public boolean valid(String text) {
    try {
      number(text);
      return true;
    } catch (IdException e) {
      return false;
    }
  }

  private IdException refused(String text, String why) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new IdException(
        ErrorCode.ID_TEXT,
        "",
        "'" + printable(shown) + "' is no ID of the form " + written + ": " + why,
        "Look where the text comes from; it was not written by this format, or has been changed",
        null);
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdFormat format && format.written.equals(written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  @Override
  public String toString() {
    return written;
  }
}
