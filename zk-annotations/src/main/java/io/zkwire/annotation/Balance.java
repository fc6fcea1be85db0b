package io.zkwire.annotation;

/**
 * How an endpoint is chosen among those of a domain. All take constant time.
 *
 * <pre>{@code
 * @Discover(value = "prices", balance = Balance.LEAST_RESPONSE_TIME)
 * private Endpoints prices;
 * }</pre>
 */
public enum Balance {
  /** One after the other. */
  ROUND_ROBIN,

  /** Any one. */
  RANDOM,

  /** Any one, in proportion to the weights; all alike if all weights are 0. */
  WEIGHTED,

  /** The one of two random ones at which fewer calls of this process are under way. */
  LEAST_IN_FLIGHT,

  /**
   * The one of two random ones that is quicker by its average response time and by the calls of
   * this process that are under way there.
   */
  LEAST_RESPONSE_TIME,

  /**
   * The one of the key, by consistent hashing. Calls without a key go to the one of this process,
   * so that each process stays with its own.
   */
  CONSISTENT_HASH
}
