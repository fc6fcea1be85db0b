package io.zkwire;

import io.zkwire.annotation.Balance;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the endpoints of a domain are followed and chosen, as {@code @Discover} says it. Immutable;
 * methods return changed copies.
 *
 * <pre>{@code
 * DiscoverOptions near =
 *     DiscoverOptions.defaults().withBalance(Balance.LEAST_RESPONSE_TIME).withZone("eu");
 * Endpoints prices = zk.endpoints("prices", near);
 * }</pre>
 *
 * @param balance how one is chosen
 * @param strategy makes a strategy of the application's own, in place of it; or null
 * @param zone the zone that comes first; empty for none
 * @param tags only endpoints that have all of these
 * @param maxAge how old the list may become; null for any age
 * @param ejectAfter after how many failed calls in a row an endpoint is left out, 1 to 1,000; 0 for
 *     never
 * @param ejectFor for how long the first time, 1 ms to 1 h
 * @param floor how many percent are never left out, 1 to 100
 */
public record DiscoverOptions(
    Balance balance,
    @Nullable Supplier<? extends EndpointStrategy> strategy,
    String zone,
    Set<String> tags,
    @Nullable Duration maxAge,
    int ejectAfter,
    Duration ejectFor,
    int floor) {

  private static final DiscoverOptions DEFAULTS =
      new DiscoverOptions(
          Balance.ROUND_ROBIN, null, "", Set.of(), null, 5, Duration.ofSeconds(10), 50);

  /** Checks and copies. */
  public DiscoverOptions {
    Objects.requireNonNull(balance, "balance");
    Objects.requireNonNull(zone, "zone");
    tags = Set.copyOf(tags);
    if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
      throw refused("maxAge", "above zero", maxAge.toString());
    }
    if (ejectAfter < 0 || ejectAfter > 1_000) {
      throw refused("ejectAfter", "within 0 to 1000", Integer.toString(ejectAfter));
    }
    if (ejectFor.compareTo(Duration.ofMillis(1)) < 0
        || ejectFor.compareTo(Duration.ofHours(1)) > 0) {
      throw refused("ejectFor", "within 1 ms to 1 h", ejectFor.toString());
    }
    if (floor < 1 || floor > 100) {
      throw refused("floor", "within 1 to 100", Integer.toString(floor));
    }
  }

  private static OptionException refused(String option, String rule, String found) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        option,
        option + " is out of range: it is " + rule + ", found " + found,
        "Give a value in that range",
        null);
  }

  /** Round robin over all endpoints, left out for 10 s after five failures in a row. */
  public static DiscoverOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another way to choose. */
  public DiscoverOptions withBalance(Balance other) {
    return new DiscoverOptions(other, strategy, zone, tags, maxAge, ejectAfter, ejectFor, floor);
  }

  /** The same with a strategy of the application's own. */
  public DiscoverOptions withStrategy(Supplier<? extends EndpointStrategy> other) {
    return new DiscoverOptions(balance, other, zone, tags, maxAge, ejectAfter, ejectFor, floor);
  }

  /** The same with another zone that comes first. */
  public DiscoverOptions withZone(String other) {
    return new DiscoverOptions(balance, strategy, other, tags, maxAge, ejectAfter, ejectFor, floor);
  }

  /** The same with other tags. */
  public DiscoverOptions withTags(String... other) {
    return new DiscoverOptions(
        balance, strategy, zone, Set.of(other), maxAge, ejectAfter, ejectFor, floor);
  }

  /** The same with another maximum age. */
  public DiscoverOptions withMaxAge(Duration other) {
    return new DiscoverOptions(balance, strategy, zone, tags, other, ejectAfter, ejectFor, floor);
  }

  /**
   * The same, with endpoints left out in another way after failures.
   *
   * @param after after how many failed calls in a row, 0 for never
   * @param duration for how long the first time
   * @param keep how many percent are never left out
   */
  public DiscoverOptions withEjection(int after, Duration duration, int keep) {
    return new DiscoverOptions(balance, strategy, zone, tags, maxAge, after, duration, keep);
  }
}
