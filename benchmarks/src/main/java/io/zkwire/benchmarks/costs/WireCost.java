package io.zkwire.benchmarks.costs;

import java.util.function.DoubleBinaryOperator;

/**
 * What went over the wire between a client and its server.
 *
 * @param requests requests; one with many operations is one
 * @param writes those of them that are written to the servers' log
 * @param watches watches that were set
 * @param events events of watches that the server sent
 * @param sent bytes to the server
 * @param received bytes from the server
 */
record WireCost(
    double requests, double writes, double watches, double events, double sent, double received) {

  static final WireCost NONE = new WireCost(0, 0, 0, 0, 0, 0);

  WireCost minus(WireCost other) {
    return with(other, (mine, its) -> mine - its);
  }

  WireCost plus(WireCost other) {
    return with(other, Double::sum);
  }

  /** The less of both, figure by figure. */
  WireCost least(WireCost other) {
    return with(other, Math::min);
  }

  /** The more of both, figure by figure. */
  WireCost most(WireCost other) {
    return with(other, Math::max);
  }

  WireCost times(double factor) {
    return with(NONE, (mine, none) -> mine * factor);
  }

  private WireCost with(WireCost other, DoubleBinaryOperator joined) {
    return new WireCost(
        joined.applyAsDouble(requests, other.requests),
        joined.applyAsDouble(writes, other.writes),
        joined.applyAsDouble(watches, other.watches),
        joined.applyAsDouble(events, other.events),
        joined.applyAsDouble(sent, other.sent),
        joined.applyAsDouble(received, other.received));
  }
}
