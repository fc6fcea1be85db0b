package io.zkwire.benchmarks.harness;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ours must reach: a limit, which may depend on the peer's figure. Its text says all of it.
 *
 * @param text the goal in words
 * @param atLeast whether more is better
 * @param factor how many times the peer's figure; 0 where that does not matter
 * @param extra what is added to that
 */
public record Goal(String text, boolean atLeast, double factor, double extra) {

  private static final Pattern TIMES = Pattern.compile("(<=|>=) (1/)?([0-9.]+) x peer");
  private static final Pattern PLUS = Pattern.compile("<= peer \\+ ([0-9.]+) (.+)");
  private static final Pattern MOST = Pattern.compile("<= ([0-9.]+) (.+)");

  /** The figure that ours may not pass, beside such a figure of the peer. */
  double limit(double peer) {
    return factor * peer + extra;
  }

  boolean reached(double ours, double peer) {
    return atLeast ? ours >= limit(peer) : ours <= limit(peer);
  }

  /** At most so many times the peer's figure. */
  public static Goal timesPeer(double factor) {
    return new Goal("<= " + plain(factor) + " x peer", false, factor, 0);
  }

  /** At most one part of so many of the peer's figure. */
  public static Goal partOfPeer(int parts) {
    return new Goal("<= 1/" + parts + " x peer", false, 1.0 / parts, 0);
  }

  /** At least so many times the peer's figure. */
  public static Goal atLeastTimesPeer(double factor) {
    return new Goal(">= " + plain(factor) + " x peer", true, factor, 0);
  }

  /** At most the peer's figure and something on top. */
  public static Goal peerPlus(double extra, String unit) {
    return new Goal("<= peer + " + plain(extra) + " " + unit, false, 1, extra);
  }

  /** At most a fixed figure, whatever the peer's is. */
  public static Goal atMost(double limit, String unit) {
    return new Goal("<= " + plain(limit) + " " + unit, false, 0, limit);
  }

  /**
   * The goal that a text says.
   *
   * @throws IllegalArgumentException if it says none
   */
  static Goal parse(String text) {
    Matcher times = TIMES.matcher(text);
    if (times.matches()) {
      double number = Double.parseDouble(times.group(3));
      double factor = times.group(2) == null ? number : 1 / number;
      return new Goal(text, times.group(1).equals(">="), factor, 0);
    }
    Matcher plus = PLUS.matcher(text);
    if (plus.matches()) {
      return new Goal(text, false, 1, Double.parseDouble(plus.group(1)));
    }
    Matcher most = MOST.matcher(text);
    if (most.matches()) {
      return new Goal(text, false, 0, Double.parseDouble(most.group(1)));
    }
    throw new IllegalArgumentException("no goal: " + text);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
