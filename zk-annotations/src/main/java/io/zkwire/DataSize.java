package io.zkwire;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data. Written as a whole number and a unit: {@code 512}, {@code 64KiB}, {@code
 * 10MB}. {@code kB MB GB TB} count in thousands, {@code KiB MiB GiB TiB} in 1,024s. Immutable.
 *
 * <pre>{@code
 * DataSize limit = DataSize.parse("64KiB");
 * System.out.println(limit.bytes());                                     // 65536
 * }</pre>
 *
 * @param bytes the amount in bytes, never negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,19})\\s*([A-Za-z]{0,3})");

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if the amount is negative
   */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a data size is never negative: " + bytes);
    }
  }

  /**
   * Reads a size.
   *
   * @param text a whole number and, where it is not bytes, a unit
   * @return the size
   * @throws IllegalArgumentException if the text is no size, or more than {@code Long.MAX_VALUE}
   *     bytes
   */
  public static DataSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a data size, such as 512, 64KiB or 10MB");
    }
    try {
      return new DataSize(
          Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2))));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("a data size beyond " + Long.MAX_VALUE + " bytes", e);
    }
  }

  private static long unit(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "b" -> 1L;
      case "kb" -> 1_000L;
      case "mb" -> 1_000_000L;
      case "gb" -> 1_000_000_000L;
      case "tb" -> 1_000_000_000_000L;
      case "kib" -> 1L << 10;
      case "mib" -> 1L << 20;
      case "gib" -> 1L << 30;
      case "tib" -> 1L << 40;
      default ->
          throw new IllegalArgumentException(
              "unknown unit of a data size: known are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB");
    };
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    String[] units = {"TiB", "GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      long size = 1L << (10 * (units.length - i));
      if (bytes >= size && bytes % size == 0) {
        return bytes / size + units[i];
      }
    }
    return bytes + "B";
  }
}
