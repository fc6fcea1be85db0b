package io.zkwire.benchmarks.harness;

import java.util.Locale;

/**
 * What ours must reach.
 *
 * @param text the goal in words
 * @param test compares the two figures
 */
public record Goal(String text, Test test) {

  /** Compares two figures. */
  @FunctionalInterface
  public interface Test {
    /** Whether ours is good enough beside the peer's. */
    boolean reached(double ours, double peer);
  }

  boolean reached(double ours, double peer) {
    return test.reached(ours, peer);
  }

  /** At most so many times the peer's figure. */
  public static Goal timesPeer(double factor) {
    return new Goal("<= " + plain(factor) + " x peer", (ours, peer) -> ours <= factor * peer);
  }

  /** At least so many times the peer's figure. */
  public static Goal atLeastTimesPeer(double factor) {
    return new Goal(">= " + plain(factor) + " x peer", (ours, peer) -> ours >= factor * peer);
  }

  /** At most the peer's figure and something on top. */
  public static Goal peerPlus(double extra, String unit) {
    return new Goal("<= peer + " + plain(extra) + " " + unit, (ours, peer) -> ours <= peer + extra);
  }

  /** At most a fixed figure, whatever the peer's is. */
  public static Goal atMost(double limit, String unit) {
    return new Goal("<= " + plain(limit) + " " + unit, (ours, peer) -> ours <= limit);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
