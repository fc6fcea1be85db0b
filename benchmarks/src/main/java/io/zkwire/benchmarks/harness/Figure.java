package io.zkwire.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * A figure of several runs.
 *
 * @param median the one in the middle
 * @param low the least
 * @param high the most
 */
record Figure(double median, double low, double high) {

  static Figure of(Samples samples) {
    return new Figure(samples.median(), samples.min(), samples.max());
  }

  static Figure of(JsonNode json) {
    return new Figure(
        json.path("median").doubleValue(),
        json.path("low").doubleValue(),
        json.path("high").doubleValue());
  }

  Map<String, Double> json() {
    return Map.of("median", median, "low", low, "high", high);
  }

  /** The median; the least and the most too, if there are any others. */
  String text() {
    return low == high ? text(median) : text(median) + " (" + text(low) + " to " + text(high) + ")";
  }

  /** A number with three digits or so. */
  static String text(double value) {
    double size = Math.abs(value);
    int decimals = value == Math.rint(value) || size >= 1_000 ? 0 : size < 10 ? 3 : 1;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
