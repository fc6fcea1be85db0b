package io.zkwire.benchmarks.costs;

/** What a client has cost so far. Thread-safe. */
final class WireTotals {

  private WireCost all = WireCost.NONE;
  private WireCost beats = WireCost.NONE;
  private long beatCount;

  synchronized void add(WireCost cost) {
    all = all.plus(cost);
  }

  synchronized void beat(WireCost cost) {
    beats = beats.plus(cost);
    beatCount += (long) cost.requests();
  }

  /** All but beats. */
  synchronized WireCost all() {
    return all;
  }

  /** All beats together. */
  synchronized WireCost beats() {
    return beats;
  }

  /** How many beats there were. */
  synchronized long beatCount() {
    return beatCount;
  }
}
