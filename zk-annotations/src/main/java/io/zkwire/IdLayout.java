package io.zkwire;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bits of an ID of the strategy {@link IdStrategy#SNOWFLAKE} are shared out: time, worker
 * and sequence, from the highest to the lowest. Immutable.
 *
 * <pre>{@code
 * IdLayout layout = IdLayout.parse("41-8-14", Instant.parse("2025-01-01T00:00:00Z"));
 * System.out.println(layout.parts(id).time());
 * }</pre>
 *
 * @param timeBits bits of the time, 20 to 62
 * @param workerBits bits of the worker, 1 to 16
 * @param sequenceBits bits of the sequence, 1 to 22
 * @param seconds whether time is counted in seconds, else in milliseconds
 * @param epoch where time begins; a whole second
 */
public record IdLayout(
    int timeBits, int workerBits, int sequenceBits, boolean seconds, Instant epoch) {

  /** Where time begins if nothing else is said. */
  public static final String DEFAULT_EPOCH = "2025-01-01T00:00:00Z";

  /** 69 years, 256 processes at a time, 16,384 IDs a millisecond and process. */
  public static final String DEFAULT = "41-8-14";

  /** In 53 bits: 69 years, 32 processes at a time, 128 IDs a millisecond and process. */
  public static final String DEFAULT_JAVASCRIPT_SAFE = "41-5-7";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,2})(s?)-(\\d{1,2})-(\\d{1,2})");
  private static final int MOST_BITS = 63;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if one is out of range, or all are more than 63 bits
   */
  public IdLayout {
    within("time", timeBits, 20, 62);
    within("worker", workerBits, 1, 16);
    within("sequence", sequenceBits, 1, 22);
    int bits = timeBits + workerBits + sequenceBits;
    if (bits > MOST_BITS) {
      throw new IllegalArgumentException("it has " + bits + " bits, more than " + MOST_BITS);
    }
    if (epoch.getNano() != 0 || epoch.getEpochSecond() < 0) {
      throw new IllegalArgumentException("its epoch is no whole second since 1970: " + epoch);
    }
  }

  private static void within(String part, int bits, int least, int most) {
    if (bits < least || bits > most) {
      throw new IllegalArgumentException(
          "its " + part + " has " + bits + " bits, and may have " + least + " to " + most);
    }
  }

  /**
   * Reads a layout: the bits of time, worker and sequence, such as {@code 41-8-14}; {@code
   * 31s-8-14} counts time in seconds.
   *
   * @param text the layout
   * @param epoch where time begins
   * @return the layout
   * @throws IllegalArgumentException if it is none; the message says why, without a full stop
   */
  public static IdLayout parse(String text, Instant epoch) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it is not of the form 41-8-14 or 31s-8-14");
    }
    return new IdLayout(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)),
        !matcher.group(2).isEmpty(),
        epoch);
  }

  /** How many bits an ID has at most. */
  public int bits() {
    return timeBits + workerBits + sequenceBits;
  }

  /** How many workers there can be at a time. */
  public int workers() {
    return 1 << workerBits;
  }

  /** How many milliseconds one step of its time is: 1 or 1000. */
  public long unitMillis() {
    return seconds ? 1000 : 1;
  }

  /** The first moment that no ID can have any more. */
  public Instant end() {
    return Instant.ofEpochMilli(epoch.toEpochMilli() + (1L << timeBits) * unitMillis());
  }

  /**
   * Takes an ID apart.
   *
   * @param id an ID that was made with this layout
   * @return its parts
   * @throws IllegalArgumentException if it has more bits than this layout, or is negative
   */
  public IdParts parts(long id) {
    if (id < 0 || (bits() < MOST_BITS && id >>> bits() != 0)) {
      throw new IllegalArgumentException(id + " has more bits than the layout " + this);
    }
    long time = id >>> (workerBits + sequenceBits);
    return new IdParts(
        Instant.ofEpochMilli(epoch.toEpochMilli() + time * unitMillis()),
        (int) (id >>> sequenceBits) & (workers() - 1),
        (int) (id & ((1L << sequenceBits) - 1)));
  }

  /** As {@link #parse} reads it, without the epoch. */
  @Override
  public String toString() {
    return timeBits + (seconds ? "s" : "") + "-" + workerBits + "-" + sequenceBits;
  }
}
