package io.zkwire.benchmarks.harness;

import java.util.Arrays;

/** Figures of many rounds. Not thread-safe. */
public final class Samples {

  private double[] values = new double[64];
  private int size;

  /** Adds a figure. */
  public void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Adds a duration as milliseconds. */
  public void addNanos(long nanos) {
    add(nanos / 1e6);
  }

  /** The median. */
  public double median() {
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }

  /** The value that so many of a hundred do not exceed. */
  public double percentile(int percent) {
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * size) - 1)];
  }

  /** Adds what another has collected. */
  public void addAll(Samples other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The least. */
  public double min() {
    return Arrays.stream(values, 0, size).min().orElseThrow();
  }

  /** The largest. */
  public double max() {
    return Arrays.stream(values, 0, size).max().orElseThrow();
  }

  /** The sum. */
  public double sum() {
    return Arrays.stream(values, 0, size).sum();
  }
}
